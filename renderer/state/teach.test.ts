import { describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { isInReach, sectionWith, teachSections } from './teach'
import { drawn, id } from './testing/drawnNotebook'

const draw = (text: string): string =>
  teachSections(drawn(text))
    .map((section) => section.join(' '))
    .join(' | ')

describe('the sections that are taught one at a time', () => {
  it('go from heading to heading, with what stands above the first', () => {
    expect(draw('a m:#_One b m:text c m:##_Two d m:###_Three')).toBe(
      'a | #_One b text c | ##_Two d | ###_Three'
    )
  })

  it('are single cells where there are no headings, and none where there are no cells', () => {
    expect(draw('a m:b c')).toBe('a | b | c')
    expect(teachSections({ ...drawn('a'), order: [] })).toEqual([])
  })

  it('are found by any of their cells, the first one for a cell that is gone', () => {
    const sections = teachSections(drawn('a m:#_One b m:#_Two c'))
    expect(['b', 'c', 'a', 'gone'].map((cell) => sectionWith(sections, id(cell)))).toEqual([1, 2, 0, 0])
    expect(sectionWith(sections, null)).toBe(0)
  })

  it('keep whoever teaches within the one in front', () => {
    const notebook = drawn('m:#_One a m:#_Two b')
    const reach = (teaching: CellId | null, cell: string) => isInReach(notebook, teaching, id(cell))
    expect([reach(id('a'), '#_One'), reach(id('a'), 'b'), reach(null, 'b')]).toEqual([true, false, true])
  })
})
