import { expect, it, vi } from 'vitest'
import { traced } from '../../common/trace/drawn'
import { LiveTraces } from './LiveTraces'

const TRACE = { ...traced(`main  ${'G'.repeat(40)}`, { letter: 10 }), live: true }

it('a trace whose packing cost much CPU time comes less often, one that only waited for a CPU does not', async () => {
  const [cheap, dear] = [new LiveTraces(), new LiveTraces()]
  for (const live of [cheap, dear]) expect(live.next(() => TRACE)?.run).toBe(TRACE.run)
  cheap.spent(0)
  dear.spent(100_000)
  await vi.waitFor(() => expect(cheap.next(() => TRACE)).not.toBeNull(), { timeout: 20_000 })
  expect(dear.next(() => TRACE)).toBeNull()
  // What has ended is told at once, and the next run begins anew.
  expect(dear.last(TRACE).run).toBe(TRACE.run)
  expect(dear.next(() => TRACE)).not.toBeNull()
})
