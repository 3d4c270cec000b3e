/**
 * What the reader of a notebook should know of its cells' order and age. Pure; the rules in words are in `README.md`.
 *
 * Everything follows from one question: if the notebook ran from top to bottom, where would each name come from? From the
 * nearest cell above that sets it: its *source*.
 */
import type { CellId } from '../../common/brands'
import type { CellNames } from '../../common/python/names'
import type { CellCode } from './notebook'
import { BUILTINS } from '../../common/python/pythonNames'

export type Finding =
  /** Its code is no longer what ran. */
  | { readonly kind: 'changed' }
  /** It used a name that `by` has set anew since; or (`staleBy`) `by`, where it has the name from, is stale itself. */
  | { readonly kind: 'stale' | 'staleBy'; readonly name: string; readonly by: CellId }
  /** It uses a name that no cell above sets, only `by`, which is below. */
  | { readonly kind: 'below'; readonly name: string; readonly by: CellId }
  /** It uses a name that no cell sets any more: the code that did is deleted or was written anew. */
  | { readonly kind: 'gone'; readonly name: string }

export type Findings = ReadonlyMap<CellId, readonly Finding[]>

/** A cell that began to run. */
export interface Begun {
  readonly cell: CellId
  /** As it ran. */
  readonly source: string
  /** Which of the notebook's kernels ran it, counted up: a new one has no variables. */
  readonly life: number
}

export interface Ran {
  /** Code cells from the top, as they are written now. */
  readonly cells: readonly CellCode[]
  /** In the order in which they began, of all kernels. */
  readonly begun: readonly Begun[]
  /** The present kernel. */
  readonly life: number
  /** What a cell's code uses and sets. */
  readonly names: (source: string) => CellNames
}

export function findingsOf({ cells, begun, life, names }: Ran): Findings {
  const runs = runsOf(begun, life)
  const sources = new Sources(cells.map(({ id, source }) => ({ id, ...names(source) })))
  const setOnce = new Set(
    begun.filter((run) => run.life === life).flatMap(({ source }) => [...names(source).sets])
  )
  const stale = new Set<CellId>()
  const all = new Map<CellId, readonly Finding[]>()

  cells.forEach(({ id, source }, place) => {
    const found: Finding[] = []
    const order = orderFinding(place, sources, setOnce)
    if (order !== null) found.push(order)
    const last = runs.get(id)?.at(-1)
    const past =
      last === undefined
        ? null
        : staleFinding(names(last.source), last.at, place, sources, { runs, stale, names })
    if (past !== null) {
      stale.add(id)
      found.push(past)
    }
    const ran = last ?? begun.findLast((run) => run.cell === id)
    if (ran !== undefined && ran.source !== source) found.push({ kind: 'changed' })
    if (found.length > 0) all.set(id, found)
  })
  return all
}

const DUE: ReadonlySet<Finding['kind']> = new Set(['stale', 'staleBy', 'changed'])

/** The cells, in this order, whose output is not what running the notebook again would give. */
export function dueCells(order: readonly CellId[], findings: Findings): CellId[] {
  return order.filter((id) => findings.get(id)?.some(({ kind }) => DUE.has(kind)))
}

/** A run of the present kernel, with its place in the order of all. */
interface Run extends Begun {
  readonly at: number
}

function runsOf(begun: readonly Begun[], life: number): ReadonlyMap<CellId, readonly Run[]> {
  const runs = new Map<CellId, Run[]>()
  for (const [at, run] of begun.entries()) {
    if (run.life !== life) continue
    const before = runs.get(run.cell)
    if (before === undefined) runs.set(run.cell, [{ ...run, at }])
    else before.push({ ...run, at })
  }
  return runs
}

type Named = { readonly id: CellId } & CellNames

/** Where names come from, as the cells are written now. */
class Sources {
  /** The places of the cells that set a name, from the top. */
  private readonly places = new Map<string, number[]>()
  /** Above this cell everything is known. */
  readonly opaqueFrom: number

  constructor(readonly cells: readonly Named[]) {
    for (const [place, { sets }] of cells.entries())
      for (const name of sets) {
        const places = this.places.get(name)
        if (places === undefined) this.places.set(name, [place])
        else places.push(place)
      }
    const opaque = cells.findIndex(({ isOpaque }) => isOpaque)
    this.opaqueFrom = opaque < 0 ? cells.length : opaque
  }

  /** The nearest cell above `place` that sets the name. */
  above(name: string, place: number): Named | undefined {
    const at = this.places.get(name)?.findLast((each) => each < place)
    return at === undefined ? undefined : this.cells[at]
  }

  first(name: string): Named | undefined {
    return this.cells[this.places.get(name)?.[0] ?? -1]
  }

  /** All that has to be there when code with these names runs at `place`, with what the functions that it mentions read. */
  needs(own: CellNames, place: number): ReadonlySet<string> {
    const needs = new Set(own.uses)
    const mentioned = [...own.reads]
    const seen = new Set(mentioned)
    for (let name = mentioned.pop(); name !== undefined; name = mentioned.pop()) {
      const definedBy = own.sets.has(name) ? own : this.above(name, place)
      for (const read of definedBy?.later.get(name) ?? []) {
        if (!own.sets.has(read)) needs.add(read)
        if (!seen.has(read)) mentioned.push(read)
        seen.add(read)
      }
    }
    return needs
  }
}

function orderFinding(place: number, sources: Sources, setOnce: ReadonlySet<string>): Finding | null {
  const cell = sources.cells[place]
  if (cell === undefined || place > sources.opaqueFrom || cell.isOpaque) return null
  for (const name of sources.needs(cell, place)) {
    if (BUILTINS.has(name) || cell.sets.has(name) || sources.above(name, place) !== undefined) continue
    const below = sources.first(name)
    if (below !== undefined) return { kind: 'below', name, by: below.id }
    if (setOnce.has(name)) return { kind: 'gone', name }
  }
  return null
}

interface Past {
  readonly runs: ReadonlyMap<CellId, readonly Run[]>
  /** Cells above that are known to be stale. */
  readonly stale: ReadonlySet<CellId>
  readonly names: (source: string) => CellNames
}

/** @param at when the cell ran, in the order of all runs */
function staleFinding(
  own: CellNames,
  at: number,
  place: number,
  sources: Sources,
  past: Past
): Finding | null {
  for (const name of sources.needs(own, place)) {
    const source = sources.above(name, place)
    if (source === undefined) continue
    const isAnew = setAnew(name, past.runs.get(source.id) ?? [], at, past)
    // A function of a stale cell is the same; what it computed is not.
    const isInherited = past.stale.has(source.id) && !source.fixed.has(name)
    if (isAnew || isInherited) return { kind: isAnew ? 'stale' : 'staleBy', name, by: source.id }
  }
  return null
}

/** Whether a cell with these runs has set the name after `at`, to something that may differ. */
function setAnew(name: string, runs: readonly Run[], at: number, { names }: Past): boolean {
  const after = runs.filter((run) => run.at > at && names(run.source).sets.has(name))
  const last = after.at(-1)
  if (last === undefined) return false
  const used = runs.findLast((run) => run.at < at)
  return used?.source !== last.source || !names(last.source).fixed.has(name)
}
