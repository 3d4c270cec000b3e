import { expect, test } from 'vitest'
import { traced } from '../drawn'
import { traceWords } from '../words'
import { legendOf } from './legend'

const names = (tiers: readonly ('exact' | 'os' | 'portable' | 'no-gil')[]): readonly string[] =>
  legendOf(
    tiers.map((tier) => traced('main  NNNNssss', { tier })),
    traceWords.en
  )[0]!.map(({ name }) => name)

test('of a thread on a CPU that it ran native code is said only where the GIL was read', () => {
  expect(names(['exact'])[0]).toMatch(/^running native code/)
  expect(names(['no-gil'])[0]).toMatch(/^running native code/)
  expect(names(['os'])).toEqual(['running 16 ms', 'asleep 16 ms'])
  expect(names(['portable'])).toEqual(names(['os']))
  expect(names(['portable', 'exact'])[0]).toBe('running native code')
})
