/**
 * What the script of an exported page draws: the runs of a timeline, as data beside its still picture. Data is no script: the
 * page's policy lets it be, and nothing runs it.
 */
import { isObject } from '../json'
import type { Note } from '../notes'
import { alone, comparedPicture, type TitledTrace } from '../trace/draw/comparedPicture'
import { pictureOf, type Picture } from '../trace/draw/drawTrace'
import { packWithin, unpack } from '../trace/packed/pack'
import type { TraceWords } from '../trace/words/TraceWords'

/** A run on a timeline. */
export interface ShownRun extends TitledTrace {
  readonly notes: readonly Note[]
}

/** One run alone, or several below each other on one time scale; null for none. */
export function pictureOfRuns(runs: readonly ShownRun[], { tracks }: TraceWords): Picture | null {
  const [only, ...others] = runs
  if (only === undefined || others.length > 0) return comparedPicture(runs, tracks)
  const picture = pictureOf(only.trace, tracks, { notes: only.notes })
  return { ...picture, rows: picture.rows.map(({ track, top }) => ({ track: alone(track), top })) }
}

/** As text that can stand in an element `script` and not end it. */
export function dataOfRuns(runs: readonly ShownRun[]): string {
  const data = runs.map(({ title, notes, trace }) => ({ title, notes, trace: packWithin(trace) }))
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

/** The runs again; those that cannot be read are left out. */
export function runsOfData(text: string): readonly ShownRun[] {
  const data: unknown = JSON.parse(text)
  return (Array.isArray(data) ? data : []).flatMap((each: unknown): ShownRun[] => {
    if (!isObject(each)) return []
    const trace = unpack(each['trace'])
    const { title, notes } = each as unknown as ShownRun
    return trace.ok ? [{ title, notes, trace: trace.value }] : []
  })
}
