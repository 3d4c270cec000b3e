/** The exceptions that a run has shown: the one that left the cell, and those that ended its threads and children. Pure. */
import type { Raised, Situation } from './situation'

export interface Seen extends Raised {
  /** `Thread-1 (task)` or `Process-2`, as Python calls it; null for the cell itself. */
  readonly who: string | null
}

/** Python's own words, of `threading.excepthook` and of multiprocessing's `Process._bootstrap`. */
const ELSEWHERE =
  /^(?:Exception in thread (?<thread>[^\n]+?)|Process (?<process>[^\n]+?)):\nTraceback \(most recent call last\):\n(?:[ \t][^\n]*\n)+(?<ename>[A-Za-z_][\w.]*)(?:: (?<evalue>[^\n]*))?$/gm

export function raisedIn({ error, printed }: Situation): Seen[] {
  const own = error === null ? [] : [{ ...error, who: null }]
  const others = [...printed.matchAll(ELSEWHERE)].map(({ groups }): Seen => {
    const { thread, process, ename = '', evalue = '' } = groups ?? {}
    return { ename, evalue, who: thread ?? process ?? null }
  })
  return [...own, ...others]
}

/** The warnings of Python's that a run has printed: their category and words. */
export function warningsIn({ printed }: Situation): { readonly category: string; readonly words: string }[] {
  return [...printed.matchAll(/^(?:[^\n]*:\d+: )?(\w+Warning): ([^\n]*)$/gm)].map(
    ([, category = '', words = '']) => {
      return { category, words }
    }
  )
}
