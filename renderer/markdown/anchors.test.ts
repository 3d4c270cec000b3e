import { expect, test } from 'vitest'
import type { CellId } from '../../common/brands'
import { anchorsIn, cellWithAnchor } from './anchors'

test('headings and named places are found by the names that links have for them', () => {
  const source = [
    '# My **Title** ##',
    'text <a id="Start"></a> and <a name=end>',
    '```',
    '# no heading',
    '```',
    '####### none',
    '## 线程 & GIL!'
  ].join('\n')
  expect(anchorsIn(source)).toEqual(['my-title', 'start', 'end', '线程-gil'])
})

test('a longer fence ends only with one as long', () => {
  expect(anchorsIn('````\n```\n# a\n````\n# b')).toEqual(['b'])
})

test('the first Markdown cell with the name is meant', () => {
  const cell = (id: string, cell_type: 'code' | 'markdown', source: string) => ({
    ...{ id: id as CellId, cell_type, source },
    metadata: {}
  })
  const cells = [
    cell('a', 'code', '# Part'),
    cell('b', 'markdown', '# Part'),
    cell('c', 'markdown', '# Part')
  ]
  expect(cellWithAnchor(cells, 'part')).toBe('b')
  expect(cellWithAnchor(cells, 'other')).toBeNull()
})
