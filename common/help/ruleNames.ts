/** The names of the rules, as the settings keep them. */
export const RULE_NAMES = [
  'missing-import',
  'loop-idle',
  'legacy-asyncio',
  'never-awaited',
  'lock-twice',
  'lock-order',
  'never-joined',
  'cpu-threads',
  'old-names'
] as const

export type RuleName = (typeof RULE_NAMES)[number]
