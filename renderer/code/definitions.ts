/** Where a name in a cell was given its meaning, in whichever cell of the notebook. Pure. */
import type { CellId } from '../../common/brands'
import { type Attribute, type Mention, type Mentions, mentionsIn } from '../../common/python/mentions'
import type { Scope } from '../../common/python/scopes'
import { masked, type Stretch } from '../../common/python/shorthand'
import type { CellCode } from '../state/notebook'

/** A stretch of a cell's text, in UTF-16 units. */
export interface Definition extends Stretch {
  readonly cell: CellId
}

/** What gives a name its meaning. */
const MEANINGS: ReadonlySet<Mention['does']> = new Set(['sets', 'imports', 'defines', 'annotates', 'catches'])

/**
 * The definition of the name at a place of a cell's text: the last one before it, else the nearest above, else one below.
 * Null where the notebook has none, or where no name stands.
 */
export function definitionOf(cells: readonly CellCode[], cell: CellId, place: number): Definition | null {
  const at = cells.findIndex(({ id }) => id === cell)
  const own = cells[at]
  if (own === undefined) return null
  const here = mentionsIn(masked(own.source).code)
  const mention = here.all.find((each) => isAt(each, place))
  const attribute = here.attributes.find((each) => isAt(each, place))
  if (mention === undefined)
    return attribute === undefined ? null : inCells(attribute.name, (each) => membersOf(attribute, each))
  const { name, scope } = mention
  const home = scope.homeOf(name)
  if (home.parent === null) return inCells(name, (each) => topMeaningsOf(name, each))
  const best = nearestTo(
    place,
    meaningsOf(name, here).filter((each) => each.scope.homeOf(name) === home)
  )
  return best === undefined ? null : { cell, from: best.from, to: best.to }

  function inCells(name: string, find: (mentions: Mentions) => readonly Stretch[]): Definition | null {
    for (const index of inOrder(cells.length, at)) {
      const each = cells[index]
      if (each === undefined || !each.source.includes(name)) continue
      const found = find(index === at ? here : mentionsIn(masked(each.source).code))
      const best = index === at ? nearestTo(place, found) : found.at(index < at ? -1 : 0)
      if (best !== undefined) return { cell: each.id, from: best.from, to: best.to }
    }
    return null
  }
}

function isAt({ from, to }: Stretch, place: number): boolean {
  return from <= place && place <= to
}

/** The last one before the place, else the first behind it. */
function nearestTo(place: number, found: readonly Stretch[]): Stretch | undefined {
  return found.findLast(({ from }) => from <= place) ?? found[0]
}

/** In the order of the text. */
function meaningsOf(name: string, { all }: Mentions): Mention[] {
  const meanings = all.filter((each) => each.name === name && MEANINGS.has(each.does))
  return meanings.toSorted((a, b) => a.from - b.from)
}

function topMeaningsOf(name: string, mentions: Mentions): Mention[] {
  return meaningsOf(name, mentions).filter(({ scope }) => scope.homeOf(name).parent === null)
}

/** Methods, and what is set on `self`; of `self` the own class's alone. */
function membersOf({ name, of, scope }: Attribute, mentions: Mentions): Stretch[] {
  const own = isSelf(of) ? classAround(scope)?.name : undefined
  const isMember = (home: Scope | undefined): boolean =>
    home?.kind === 'class' && (own === undefined || home.name === own)
  const inLines = meaningsOf(name, mentions).filter((each) => isMember(each.scope.homeOf(name)))
  const onSelf = mentions.attributes.filter(
    (each) => each.isSet && each.name === name && isSelf(each.of) && isMember(classAround(each.scope))
  )
  return [...inLines, ...onSelf].toSorted((a, b) => a.from - b.from)
}

function isSelf(name: string): boolean {
  return name === 'self' || name === 'cls'
}

function classAround(scope: Scope): Scope | undefined {
  return scope.chain.find(({ kind }) => kind === 'class')
}

/** The own cell, those above from the nearest, those below. */
function inOrder(count: number, at: number): number[] {
  const above = Array.from({ length: at }, (_, i) => at - 1 - i)
  const below = Array.from({ length: count - at - 1 }, (_, i) => at + 1 + i)
  return [at, ...above, ...below]
}
