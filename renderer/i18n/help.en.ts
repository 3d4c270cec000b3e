/** What help with broken examples says around its sentences, in English; part of `en.ts`. The sentences are in `common/help/`. */
import type { RuleName } from '../../common/help/ruleNames'

const rules: Record<RuleName, string> = {
  'missing-import': 'A name of the standard library that is not imported',
  'loop-idle': 'An event loop that nothing can stop',
  'legacy-asyncio': 'asyncio as it was written before Python 3.7',
  'never-awaited': 'A coroutine that was never awaited',
  'lock-twice': 'A lock that is waited for in vain',
  'lock-order': 'A deadlock of two locks',
  'never-joined': 'A thread or process that nobody waits for',
  'cpu-threads': 'Threads that compute and take turns under the GIL',
  'old-names': 'Names that newer versions no longer have'
}

export const helpEn = {
  why: 'Why we think so',
  fix: (does: string) => `The fix: ${does}.`,
  mend: 'Fix it in a new cell',
  stopAndMend: 'Stop it, and fix it in a new cell',
  between: ': ',
  stop: 'Stop the cell',
  notAgain: 'Do not show this again',
  settings: 'Help with broken examples',
  settingsAbout: 'Below a cell that fails, hangs or shows a classic fault stands what happened, and a fix.',
  rules
}

export type HelpText = typeof helpEn
