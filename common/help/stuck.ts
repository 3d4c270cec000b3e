/** A run that is stuck, and the lines where it is: what the scope saw, for the rules about locks. Pure. */
import type { Facts } from '../trace/verdict/facts'
import type { Sentence } from '../trace/verdict/sentences'
import { executionCountOf } from '../trace/trace'

export interface Stuck {
  /** Where threads wait, as far as that is known. */
  readonly lines: ReadonlySet<number>
  readonly says: Sentence
}

/** Null where it gets on, or where somebody is known to wait in another line than one of these. */
export function stuckAt(facts: Facts | null, places: readonly number[]): Stuck | null {
  if (facts?.pattern !== 'stuck') return null
  const { waiters, time } = facts
  const lines = new Set(
    waiters.flatMap(({ where }) => (where === null || executionCountOf(where) === null ? [] : [where.line]))
  )
  if (lines.size > 0 && !places.some((line) => lines.has(line))) return null
  const seconds = (time / 1000).toFixed(0)
  const names = waiters.map(({ name }) => name).slice(0, 4)
  const list = [...lines].sort((a, b) => a - b).map(String)
  const at =
    list.length === 0
      ? { en: '', zh: '' }
      : { en: ` in line ${list.join(', ')}`, zh: `（第 ${list.join('、')} 行）` }
  return {
    lines,
    says: {
      en: `For ${seconds} s nothing has run: ${names.join(', ')} waited for a lock${at.en}.`,
      zh: `${seconds} 秒内什么都没有执行：${names.join('、')} 在等锁${at.zh}。`
    }
  }
}
