import { expect, it, vi } from 'vitest'
import { traced } from '../../common/trace/drawn'
import type { Us } from '../../common/trace/trace'
import { LiveTraces } from './LiveTraces'

const TRACE = { ...traced(`main  ${'G'.repeat(40)}`, { letter: 10 }), live: true }

it('a long run comes with more detail once it has ended', () => {
  const turns = 40_000
  const [main] = TRACE.threads
  const spans = {
    edges: Float64Array.from({ length: turns + 1 }, (_, i) => i * 5_000 + (i % 7) * 40),
    state: Uint8Array.from({ length: turns }, (_, i) => (i * i) % 5),
    core: Int16Array.from({ length: turns }, (_, i) => (i * 3) % 7),
    held: new Uint8Array(turns),
    line: new Int32Array(turns).fill(-1)
  }
  const long = { ...TRACE, duration: (turns * 5_000 + 240) as Us, threads: [{ ...main!, spans }], gils: [] }
  const live = new LiveTraces()
  const during = live.next(() => long)
  const after = live.last(long)
  expect(during!.thinnedStep).toBeGreaterThan(after.thinnedStep)
  expect(JSON.stringify(during).length).toBeLessThanOrEqual(64 * 1024)
  expect(JSON.stringify(after).length).toBeGreaterThan(64 * 1024)
  expect(JSON.stringify(after).length).toBeLessThanOrEqual(512 * 1024)
})

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
