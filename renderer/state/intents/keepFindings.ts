/**
 * Keeps what is found of cells' order and age up to date while one writes and runs, a moment behind: code is parsed only
 * while the page has nothing else to do, and each text once.
 */
import type { CellId } from '../../../common/brands'
import type { AppStore } from '../app'
import { findingsOf, type Finding, type Findings } from '../findings'
import { namesOf, type CellNames } from '../../../common/python/names'
import { codeCells } from '../notebook'
import type { OpenNotebook } from '../open'

/** Calls back when there is time, with the milliseconds that there are. */
export type WhenIdle = (work: (msLeft: () => number) => void) => void

/** After a change (ms): who types goes on typing. */
const REST = 300
/** Less than this (ms) is not worth beginning to parse a cell in. */
const LEAST_MS = 2
/** Texts that are remembered beyond those in use. */
const SPARE_TEXTS = 500

/** The page's own: between frames, and at the latest after a second. */
export const whenIdle: WhenIdle = (work) =>
  void requestIdleCallback((deadline) => work(() => deadline.timeRemaining()), { timeout: 1_000 })

/** Keeps findings for the life of the page. */
export function keepFindings(store: AppStore, idle: WhenIdle = whenIdle, rest = REST): void {
  const known = new Map<string, CellNames>()
  /** What was looked at last, or is about to be. */
  let seen: Looked | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  const names = (source: string): CellNames => {
    const found = known.get(source) ?? namesOf(source)
    known.set(source, found)
    return found
  }

  function look(msLeft: () => number): void {
    const { open } = store.getState()
    if (open === null) {
      seen = null
      return
    }
    const cells = codeCells(open.notebook)
    const sources = new Set([...cells, ...open.begun].map(({ source }) => source))
    for (const source of sources) {
      if (known.has(source)) continue
      names(source)
      if (msLeft() < LEAST_MS) return idle(look)
    }
    seen = lookedAt(open)
    const { begun, lives } = open
    const findings = withOldParts(open.findings, findingsOf({ cells, begun, life: lives, names }))
    if (known.size > sources.size + SPARE_TEXTS)
      for (const source of known.keys()) if (!sources.has(source)) known.delete(source)
    if (findings !== open.findings) store.setState({ open: { ...open, findings } })
  }

  store.subscribe(({ open }) => {
    // What a cell prints changes nothing here, and must not put the look off.
    if (open === null || isSame(seen, lookedAt(open))) return
    seen = lookedAt(open)
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => idle(look), rest)
  })
}

/** What findings depend on. */
type Looked = readonly unknown[]

function lookedAt({ id, notebook, begun, lives }: OpenNotebook): Looked {
  return [id, notebook.order, notebook.cells, begun, lives]
}

function isSame(one: Looked | null, other: Looked): boolean {
  return one !== null && one.every((part, at) => part === other[at])
}

/** The new ones, in the old objects where nothing changed, so that only those cells are drawn anew. */
function withOldParts(old: Findings, now: Findings): Findings {
  const parts = [...now].map(([id, found]): [CellId, readonly Finding[]] => {
    const before = old.get(id)
    return [id, before !== undefined && JSON.stringify(before) === JSON.stringify(found) ? before : found]
  })
  const isAsBefore = parts.length === old.size && parts.every(([id, found]) => old.get(id) === found)
  return isAsBefore ? old : new Map(parts)
}
