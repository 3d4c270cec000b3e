import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunId } from '../../common/brands'
import type { RunEvent } from '../../common/session'
import { Batcher, FRAME_MS, MAX_BATCH_CHARACTERS } from './batcher'

const run = 'r1' as RunId
const out = (text: string, of = run): RunEvent => ({ kind: 'stream', run: of, name: 'stdout', text })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('many prints become one batch a frame, and nothing comes out of order', () => {
  const batches: (readonly RunEvent[])[] = []
  const batcher = new Batcher((batch) => batches.push(batch))
  for (let i = 0; i < 1000; i++) {
    batcher.add(out('x'))
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(FRAME_MS)
  expect(batches.length).toBeLessThanOrEqual(1000 / FRAME_MS + 2)
  const text = batches.flat().map((event) => (event.kind === 'stream' ? event.text : ''))
  expect(text.join('')).toBe('x'.repeat(1000))
})

test('only neighbours of one stream and one run are joined', () => {
  const events = [out('a'), out('b'), out('c', 'r2' as RunId), out('d')]
  const raw: RunEvent = { kind: 'raw_output', run, text: 'e' }
  let sent: readonly RunEvent[] = []
  const batcher = new Batcher((batch) => (sent = batch))
  for (const event of [...events, raw, raw, { ...out('f'), name: 'stderr' } as RunEvent]) batcher.add(event)
  batcher.flush()
  expect(sent.map((event) => ('text' in event ? event.text : ''))).toEqual(['ab', 'c', 'd', 'ee', 'f'])
})

test('lines of different authors stay apart', () => {
  const by = (name: string, text: string): RunEvent => ({
    ...({ kind: 'stream', run, name: 'stdout', text } as const),
    author: { pid: 1, tid: name.length, name }
  })
  let sent: readonly RunEvent[] = []
  const batcher = new Batcher((batch) => (sent = batch))
  for (const event of [by('Ann', 'a'), by('Ann', 'b'), by('Bobby', 'c'), out('d')]) batcher.add(event)
  batcher.flush()
  expect(sent.map((event) => ('author' in event ? event.author?.name : 'main'))).toEqual([
    'Ann',
    'Bobby',
    'main'
  ])
  expect(sent.map((event) => ('text' in event ? event.text : ''))).toEqual(['ab', 'c', 'd'])
})

test('a batch does not grow beyond its bound', () => {
  const sizes: number[] = []
  const batcher = new Batcher((batch) => sizes.push(batch.length))
  batcher.add(out('x'.repeat(MAX_BATCH_CHARACTERS)))
  expect(sizes).toEqual([1])
})

test('nothing is sent when there is nothing', () => {
  const batcher = new Batcher(() => expect.unreachable())
  batcher.flush()
})
