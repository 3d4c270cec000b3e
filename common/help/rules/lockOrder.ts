/** Two threads that each hold a lock which the other one waits for, for they take the two in opposite orders. */
import { isWithin, type PythonCode } from '../../python/code'
import { Edits } from '../../python/edits'
import { isSameCall, locksIn, type Lock, type Taking } from '../locks'
import type { Rule } from '../situation'
import { stuckAt } from '../stuck'

/** One lock is taken while another is held. */
interface Nested {
  readonly outer: { readonly lock: Lock; readonly taking: Taking }
  readonly inner: { readonly lock: Lock; readonly taking: Taking }
}

export const lockOrder: Rule = ({ code, facts }) => {
  if (!code.isWhole) return null
  const nested = nestedIn(code)
  const pair = nested.flatMap((one) =>
    nested
      .filter((other) => isOpposite(one, other) && one.outer.taking.node.from < other.outer.taking.node.from)
      .map((other) => [one, other] as const)
  )[0]
  if (pair === undefined) return null
  const places = pair.map(({ inner }) => code.lineOf(inner.taking.node))
  const stuck = stuckAt(facts(), places)
  if (stuck === null || stuck.lines.size === 1) return null
  const [first, second] = pair
  const [a, b] = [first.outer.lock.name, first.inner.lock.name]
  const mended = inTheSameOrder(code, second)
  return {
    says: {
      en: `A deadlock: one thread holds \`${a}\` and waits for \`${b}\`, another holds \`${b}\` and waits for \`${a}\`.`,
      zh: `死锁：一个线程持有 \`${a}\`、在等 \`${b}\`，另一个持有 \`${b}\`、在等 \`${a}\`。`
    },
    why: [
      stuck.says,
      ...pair.map(({ outer, inner }) => {
        const [from, to] = [outer, inner].map(({ taking }) => String(code.lineOf(taking.node)))
        const [held, next] = [outer.lock.name, inner.lock.name]
        return {
          en: `Line ${from ?? ''} takes \`${held}\`, and while it is held line ${to ?? ''} takes \`${next}\`.`,
          zh: `第 ${from ?? ''} 行获取 \`${held}\`，还没有释放，第 ${to ?? ''} 行又获取 \`${next}\`。`
        }
      })
    ],
    fixes:
      mended === null
        ? []
        : [
            {
              does: {
                en: `take \`${a}\` before \`${b}\` everywhere`,
                zh: `处处先获取 \`${a}\`，再获取 \`${b}\``
              },
              code: mended
            }
          ]
  }
}

function nestedIn(code: PythonCode): Nested[] {
  const all = locksIn(code).flatMap((lock) => lock.taken.map((taking) => ({ lock, taking })))
  return all.flatMap((outer) =>
    all
      .filter(
        (inner) =>
          inner.lock.name !== outer.lock.name &&
          isWithin(inner.taking.node, outer.taking.held) &&
          isSameCall(inner.taking.node, outer.taking.node)
      )
      .map((inner) => ({ outer, inner }))
  )
}

function isOpposite(one: Nested, other: Nested): boolean {
  const isMirrored =
    one.outer.lock.name === other.inner.lock.name && one.inner.lock.name === other.outer.lock.name
  return isMirrored && !isSameCall(one.outer.taking.node, other.outer.taking.node)
}

/** What may stand between the two without being protected by either. */
const HARMLESS = /^(?:time\.)?sleep$|^print$/

/** The two in the other order; null where something stands between them that the first lock may be there for. */
function inTheSameOrder(code: PythonCode, { outer, inner }: Nested): string | null {
  if (!outer.taking.isWith || !inner.taking.isWith) return null
  const between = { from: outer.taking.held.from, to: inner.taking.statement.from }
  const isBetween = (node: { from: number; to: number }): boolean =>
    between.from <= node.from && node.to <= between.to
  const statements = code.all(['AssignStatement', 'UpdateStatement', 'DeleteStatement']).filter(isBetween)
  const calls = code.calls().filter(({ node }) => isBetween(node))
  if (statements.length > 0 || calls.some(({ callee }) => !HARMLESS.test(callee))) return null
  const edits = new Edits(code)
  edits.replace(outer.taking.node, inner.lock.name)
  edits.replace(inner.taking.node, outer.lock.name)
  return edits.done()
}
