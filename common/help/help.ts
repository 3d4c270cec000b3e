/** Help with broken examples: the rules, in the order in which they are asked. The first that answers is heard. Pure. */
import { PythonCode } from '../python/code'
import type { RuleName } from './ruleNames'
import { cpuThreads } from './rules/cpuThreads'
import { legacyAsyncio } from './rules/legacyAsyncio'
import { lockOrder } from './rules/lockOrder'
import { lockTwice } from './rules/lockTwice'
import { loopIdle } from './rules/loopIdle'
import { missingImport } from './rules/missingImport'
import { neverAwaited } from './rules/neverAwaited'
import { neverJoined } from './rules/neverJoined'
import { oldNames } from './rules/oldNames'
import type { Help, Rule, Situation } from './situation'

/** What ends a run first, what only wastes it last. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  'missing-import': missingImport,
  'loop-idle': loopIdle,
  'legacy-asyncio': legacyAsyncio,
  'never-awaited': neverAwaited,
  'lock-twice': lockTwice,
  'lock-order': lockOrder,
  'never-joined': neverJoined,
  'cpu-threads': cpuThreads,
  'old-names': oldNames
}

/** @param off the rules that are not to be asked */
export function helpFor(situation: Situation, off: readonly RuleName[] = []): Help | null {
  for (const [name, rule] of Object.entries(RULES) as [RuleName, Rule][]) {
    if (off.includes(name)) continue
    const answer = answerOf(rule, situation)
    if (answer !== null) return { rule: name, ...answer }
  }
  return null
}

/**
 * A rule that stumbles over code which nobody thought of is in doubt, and so silent: a run and a page go on without it. The same
 * holds for a fix that could not be read.
 */
export function answerOf(rule: Rule, situation: Situation): ReturnType<Rule> {
  try {
    const answer = rule(situation)
    return answer && { ...answer, fixes: answer.fixes.filter(({ code }) => new PythonCode(code).isWhole) }
  } catch {
    return null
  }
}
