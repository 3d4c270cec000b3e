import { expect, test } from 'vitest'
import { editorZh } from './editor.zh'

test('sizes in the kernel’s words are said in Chinese; shapes, and what nobody knows, stay', () => {
  const said = ['12 items', '1 item', '500 characters', '1 byte', '(3, 4)', '', '2 wheels'].map(editorZh.size)
  expect(said).toEqual(['12 项', '1 项', '500 个字符', '1 字节', '(3, 4)', '', '2 wheels'])
})
