/** A cell that is stuck at a lock which its own thread holds, or which somebody took and never gave back. */
import type { PythonCode } from '../../python/code'
import { locksIn, neverReleased, takenTwice, withRLock, withStatement, type Lock } from '../locks'
import type { Help, Rule } from '../situation'
import { stuckAt } from '../stuck'

export const lockTwice: Rule = ({ code, facts }) => {
  // What the code looks like is cheap to ask; what the threads did is not.
  const found = code.isWhole ? locksIn(code).map((lock) => helpWith(code, lock)) : []
  const candidates = found.filter((each) => each !== null)
  if (candidates.length === 0) return null
  const now = facts()
  for (const { at, says, why, fixes } of candidates) {
    const stuck = stuckAt(now, at)
    if (stuck !== null) return { says, why: [stuck.says, ...why], fixes }
  }
  return null
}

interface LockHelp extends Omit<Help, 'rule'> {
  /** The lines in which somebody would wait then. */
  readonly at: readonly number[]
}

function helpWith(code: PythonCode, lock: Lock): LockHelp | null {
  const { name } = lock
  const at = lock.taken.map(({ node }) => code.lineOf(node))
  const twice = takenTwice(code, lock)
  if (twice !== null) {
    const [outer, inner] = [twice.outer, twice.inner].map(({ node }) => String(code.lineOf(node)))
    const through =
      twice.through === null
        ? { en: '', zh: '' }
        : { en: `, through \`${twice.through}()\``, zh: `，经由 \`${twice.through}()\`` }
    return {
      at: [code.lineOf(twice.inner.node)],
      says: {
        en: `The thread that holds \`${name}\` asks for it again, and so waits for itself.`,
        zh: `持有 \`${name}\` 的线程又去获取它，于是在等自己。`
      },
      why: [
        {
          en: `\`${name}\` is taken in line ${outer ?? ''}, and while it is held again in line ${inner ?? ''}${through.en}.`,
          zh: `第 ${outer ?? ''} 行获取了 \`${name}\`，还没有释放，又在第 ${inner ?? ''} 行再次获取${through.zh}。`
        }
      ],
      fixes: [
        {
          does: {
            en: 'make it an `RLock`, which its owner may take again',
            zh: '改用 `RLock`，持有者可以再次获取'
          },
          code: withRLock(code, lock)
        }
      ]
    }
  }
  const left = neverReleased(code, lock)
  const mended = left === null ? null : withStatement(code, name, left.taking, left.release)
  if (left === null || mended === null) return null
  const line = String(code.lineOf(left.taking.node))
  return {
    at,
    says: {
      en: `\`${name}\` was taken and not given back: whoever asks for it next waits for ever.`,
      zh: `\`${name}\` 被获取后没有释放：之后谁要获取它，都会永远等下去。`
    },
    why: [
      left.release === null
        ? {
            en: `Line ${line} takes it, and \`${name}.release()\` stands nowhere.`,
            zh: `第 ${line} 行获取了它，代码里没有 \`${name}.release()\`。`
          }
        : {
            en: `Line ${line} takes it, and the code can leave before \`${name}.release()\`.`,
            zh: `第 ${line} 行获取了它，而代码可能在 \`${name}.release()\` 之前就离开。`
          }
    ],
    fixes: [
      { does: { en: `hold it by \`with ${name}:\``, zh: `用 \`with ${name}:\` 来持有它` }, code: mended }
    ]
  }
}
