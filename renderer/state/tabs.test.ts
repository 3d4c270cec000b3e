import { describe, expect, it } from 'vitest'
import type { NotebookId } from '../../common/brands'
import { fakeOpened } from '../fakeHost'
import { openNotebook } from './open'
import {
  added,
  allOpen,
  changed,
  closed,
  inFront,
  movedTo,
  noTabs,
  notebookOf,
  tabBeside,
  type Tabs
} from './tabs'

const id = (name: string): NotebookId => name as NotebookId
const notebook = (name: string) =>
  openNotebook(
    fakeOpened({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] }, { id: id(name), name })
  )

/** `a b> c`: three tabs, b in front. */
function drawn(text: string): Tabs {
  const words = text.split(' ')
  const all = words.reduce((tabs, word) => added(tabs, notebook(word.replace('>', ''))), noTabs)
  const front = words.find((word) => word.endsWith('>'))
  return front === undefined ? all : inFront(all, id(front.slice(0, -1)))
}
const draw = (state: Tabs): string =>
  state.tabs.map((each) => `${each}${state.open?.id === each ? '>' : ''}`).join(' ')

describe('tabs', () => {
  it('are added at the end or at a place, and stay behind until they are brought to the front', () => {
    expect(draw(added(drawn('a> b'), notebook('c')))).toBe('a> b c')
    expect(draw(added(drawn('a> b'), notebook('c'), 0))).toBe('c a> b')
    expect(draw(inFront(drawn('a> b'), id('b')))).toBe('a b>')
    expect(draw(inFront(drawn('a> b'), null))).toBe('a b')
    expect(inFront(drawn('a> b'), id('gone')).open?.id).toBe('a')
  })

  it('hold each notebook once, whichever is in front', () => {
    const state = inFront(inFront(drawn('a> b c'), id('c')), id('b'))
    expect(allOpen(state).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect([...state.behind.keys()].sort()).toEqual(['a', 'c'])
  })

  it('leave the front to the right neighbour, else to the left one, else to the welcome page', () => {
    expect(draw(closed(drawn('a b> c d'), id('b')))).toBe('a c> d')
    expect(draw(closed(drawn('a b c>'), id('c')))).toBe('a b>')
    expect(closed(drawn('a>'), id('a'))).toMatchObject({ tabs: [], open: null })
    expect(draw(closed(drawn('a> b c'), id('b')))).toBe('a> c')
    expect(notebookOf(closed(drawn('a> b'), id('b')), id('b'))).toBeNull()
  })

  it('do not come to the front because another closes behind the welcome page', () => {
    expect(closed(drawn('a b'), id('a'))).toMatchObject({ tabs: ['b'], open: null })
  })

  it('move among each other, and not beyond the ends', () => {
    expect(draw(movedTo(drawn('a> b c'), id('a'), 2))).toBe('b c a>')
    expect(draw(movedTo(drawn('a b c>'), id('c'), 0))).toBe('c> a b')
    expect(draw(movedTo(drawn('a> b'), id('a'), -1))).toBe('a> b')
    expect(draw(movedTo(drawn('a b>'), id('b'), 9))).toBe('a b>')
  })

  it('follow each other in a ring', () => {
    expect(tabBeside(drawn('a b c>'), 1)).toBe('a')
    expect(tabBeside(drawn('a> b c'), -1)).toBe('c')
    expect(tabBeside(drawn('a b'), 1)).toBe('a')
    expect(tabBeside(drawn('a b'), -1)).toBe('b')
    expect(tabBeside(noTabs, 1)).toBeNull()
  })

  it('change a notebook wherever it is, and not one that was closed', () => {
    const state = drawn('a> b')
    const rename = (name: string) => changed(state, id(name), (now) => ({ ...now, name: 'new' }))
    expect({ ...state, ...rename('a') }.open?.name).toBe('new')
    expect(notebookOf({ ...state, ...rename('b') }, id('b'))?.name).toBe('new')
    expect(rename('gone')).toEqual({})
  })
})
