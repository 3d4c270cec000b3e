import { expect, test } from 'vitest'
import { editingEn } from './editing.en'
import { editingZh } from './editing.zh'

test('the count of finds is said in words, before a step and after', () => {
  const said = (count: typeof editingEn.find.count) => [
    count(0, 26, false),
    count(0, 1, false),
    count(3, 26, false),
    count(0, 10_000, true),
    count(3, 10_000, true)
  ]
  expect(said(editingEn.find.count)).toEqual([
    ...['26 matches', '1 match', '3 of 26', 'more than 10000 matches', '3 of more than 10000']
  ])
  expect(said(editingZh.find.count)).toEqual([
    ...['共 26 处', '共 1 处', '第 3 处，共 26 处', '共超过 10000 处', '第 3 处，共超过 10000 处']
  ])
})
