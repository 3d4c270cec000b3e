/** The table of contents: all headings of a notebook's Markdown, and what goes on in their sections. Pure. */
import type { CellId } from '../../common/brands'
import { remembered } from '../../common/remembered'
import { headingsIn, type Heading } from '../markdown/anchors'
import { mustHave, type NotebookState, type WrittenCell } from './notebook'
import { isActive, type Run } from './runs'

export interface ContentsEntry {
  /** Its cell, and which heading of it, from 0. */
  readonly key: string
  readonly cell: CellId
  /** As deep as it stands in the tree, from 0: levels that are left out count for nothing. */
  readonly depth: number
  /** As it was written: links go by it. */
  readonly written: string
  /** For reading: without Markdown's marks. */
  readonly title: string
  /** Of the cells in its section and in those below it. */
  readonly state: 'running' | 'failed' | null
  /** Others stand below it. */
  readonly hasInner: boolean
}

const headingsOf = remembered((cell: WrittenCell): readonly Heading[] =>
  cell.cell_type === 'markdown' ? headingsIn(cell.source) : []
)

const FAILED: ReadonlySet<Run['status']> = new Set(['failed', 'died'])

export function contentsOf(
  notebook: NotebookState,
  runs: ReadonlyMap<CellId, Run>
): readonly ContentsEntry[] {
  type Growing = { -readonly [Field in keyof ContentsEntry]: ContentsEntry[Field] }
  const entries: Growing[] = []
  /** The headings whose sections the present cell is in, from the outermost. */
  let around: { readonly level: number; readonly entry: Growing }[] = []
  for (const id of notebook.order) {
    const cell = mustHave(notebook, id)
    for (const [n, { level, title }] of headingsOf(cell).entries()) {
      around = around.filter((outer) => outer.level < level)
      for (const { entry } of around) entry.hasInner = true
      const entry: Growing = {
        ...{ key: `${id} ${n}`, cell: id, depth: around.length, written: title, title: plain(title) },
        ...{ state: null, hasInner: false }
      }
      entries.push(entry)
      around.push({ level, entry })
    }
    const run = runs.get(id)
    const state = isActive(run) ? 'running' : run !== undefined && FAILED.has(run.status) ? 'failed' : null
    if (state !== null) for (const { entry } of around) if (entry.state !== 'running') entry.state = state
  }
  return entries
}

/** Where a reader is: in this cell, having passed so many of its headings. */
export interface ReaderPlace {
  readonly cell: CellId
  readonly passed: number
}

/** The heading whose section a reader is in; null above the first. */
export function entryAt(
  entries: readonly ContentsEntry[],
  order: readonly CellId[],
  reader: ReaderPlace | null
): ContentsEntry | null {
  if (reader === null) return null
  const { cell, passed } = reader
  const places = new Map(order.map((id, place) => [id, place]))
  const at = places.get(cell) ?? -1
  const own = entries.filter((entry) => entry.cell === cell)
  // Before the first of them the reader comes to it.
  return (
    own[Math.min(Math.max(passed, 1), own.length) - 1] ??
    entries.findLast((entry) => (places.get(entry.cell) ?? Infinity) < at) ??
    null
  )
}

/** A heading's text without the marks of links, emphasis, code and HTML. */
function plain(title: string): string {
  const text = title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/(\*\*|__|~~|[*`])/g, '')
    .trim()
  return text === '' ? title : text
}
