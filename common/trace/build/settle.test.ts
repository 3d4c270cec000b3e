import { expect, test } from 'vitest'
import type { Kind, Ledger } from './settle'
import { emptyLedger, settle } from './settle'

/** The longest time between two ticks of the system's clock, in µs. */
const lag = 10_000

/** Divides intervals of 4 ms in turn: [before, after, CPU counted, queue counted], counters in µs. */
function divided(intervals: readonly [Kind, Kind, number, number][], mayBlock = true): string[] {
  let ledger: Ledger = emptyLedger()
  return intervals.map(([before, after, cpu, queued]) => {
    const settled = settle(ledger, { length: 4000, before, after, cpu, queued, lag, mayBlock })
    ledger = settled.ledger
    const { division } = settled
    return `${division.cpu} ${division.queue} ${division.blocked}`
  })
}

test('the counters say how long, whatever the samples saw', () => {
  expect(divided([['cpu', 'blocked', 1000, 0]])).toEqual(['1000 0 3000'])
  expect(divided([['cpu', 'blocked', 1000, 2500]])).toEqual(['1000 2500 500'])
  expect(divided([['blocked', 'blocked', 0, 0]])).toEqual(['0 0 4000'])
})

test('a counter that lags behind a running thread is believed later', () => {
  expect(
    divided([
      ['cpu', 'cpu', 0, 0],
      ['cpu', 'cpu', 0, 0],
      ['cpu', 'cpu', 10_000, 0],
      ['cpu', 'blocked', 4000, 0]
    ])
  ).toEqual(['4000 0 0', '4000 0 0', '4000 0 0', '2000 0 2000'])
})

test('a thread that seems to run but is not counted for longer than a clock tick did not run', () => {
  const intervals = Array.from({ length: 5 }, (): [Kind, Kind, number, number] => ['cpu', 'cpu', 0, 0])
  expect(divided(intervals)).toEqual(['4000 0 0', '4000 0 0', '2000 0 2000', '0 0 4000', '0 0 4000'])
  // One that does not block lacked a CPU.
  expect(divided(intervals, false)).toEqual(['4000 0 0', '4000 0 0', '2000 2000 0', '0 4000 0', '0 4000 0'])
})

test('a thread that queues is counted when it gets a CPU', () => {
  expect(
    divided([
      ['queue', 'queue', 0, 0],
      ['queue', 'cpu', 2000, 6000]
    ])
  ).toEqual(['0 4000 0', '2000 2000 0'])
})

test('a thread that loses or gets the CPU between two samples queues before or since', () => {
  expect(
    divided([
      ['cpu', 'queue', 1000, 0],
      ['queue', 'cpu', 0, 3500]
    ])
  ).toEqual(['1000 3000 0', '3500 500 0'])
})

test('work between two samples that both saw a block is drawn once there is enough of it', () => {
  expect(
    divided([
      ['blocked', 'blocked', 150, 0],
      ['blocked', 'blocked', 150, 0],
      ['blocked', 'blocked', 150, 0]
    ])
  ).toEqual(['0 0 4000', '0 0 4000', '450 0 3550'])
})
