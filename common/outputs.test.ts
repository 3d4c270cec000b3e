import { expect, test } from 'vitest'
import type { RunId } from './brands'
import type { Outputs } from './outputs'
import { applyOutput, NO_OUTPUTS } from './outputs'
import type { RunEvent } from './session'

const run = 'r1' as RunId
const out = (text: string): RunEvent => ({ kind: 'stream', run, name: 'stdout', text })
const err = (text: string): RunEvent => ({ kind: 'stream', run, name: 'stderr', text })
const raw = (text: string): RunEvent => ({ kind: 'raw_output', run, text })
const clear = (wait: boolean): RunEvent => ({ kind: 'clear_output', run, wait })
const show = (text: string, display_id?: string): RunEvent => ({
  kind: 'display_data',
  run,
  data: { 'text/plain': text },
  metadata: {},
  ...(display_id === undefined ? {} : { display_id })
})
const update = (text: string, display_id: string): RunEvent => ({
  kind: 'update_display_data',
  run,
  data: { 'text/plain': text },
  metadata: {},
  display_id
})
const replay = (...events: RunEvent[]): Outputs => events.reduce(applyOutput, NO_OUTPUTS)

/** One letter and the text of each output, to read at a glance. */
function drawn(outputs: Outputs): string[] {
  return outputs.list.map((output) => {
    if (output.output_type === 'stream') return `${output.name}: ${output.text}`
    if (output.output_type === 'error') return `error: ${output.ename}`
    return `data: ${'data' in output ? String(output.data['text/plain']) : '?'}`
  })
}

test('neighbouring pieces of one stream become one output, and raw output counts as stdout', () => {
  const outputs = replay(out('a'), out('b\r\n'), raw('c'), err('d'), err('e'), out('f'))
  expect(drawn(outputs)).toEqual(['stdout: ab\r\nc', 'stderr: de', 'stdout: f'])
})

test('results, displays and errors stand alone, in nbformat form', () => {
  const outputs = replay(
    out('a'),
    { kind: 'execute_result', run, execution_count: 3, data: { 'text/plain': '1' }, metadata: {} },
    { kind: 'error', run, ename: 'E', evalue: 'x', traceback: ['E: x'] },
    out('b')
  )
  expect(outputs.list.map((output) => output.output_type)).toEqual([
    'stream',
    'execute_result',
    'error',
    'stream'
  ])
  expect(outputs.list[1]).toEqual({
    output_type: 'execute_result',
    execution_count: 3,
    data: { 'text/plain': '1' },
    metadata: {}
  })
})

test('clear_output empties at once, or when the next output comes', () => {
  expect(drawn(replay(out('a'), clear(false)))).toEqual([])
  expect(drawn(replay(out('a'), clear(true)))).toEqual(['stdout: a'])
  expect(drawn(replay(out('a'), clear(true), out('b'), out('c')))).toEqual(['stdout: bc'])
  expect(drawn(replay(out('a'), clear(true), show('b'), show('c')))).toEqual(['data: b', 'data: c'])
})

test('an update changes every place that shows the display, and no other', () => {
  const outputs = replay(show('1', 'd'), show('x'), show('2', 'd'), update('3', 'd'), update('4', 'nowhere'))
  expect(drawn(outputs)).toEqual(['data: 3', 'data: x', 'data: 3'])
})

test('a display that was cleared away is not updated any more', () => {
  expect(drawn(replay(show('1', 'd'), clear(false), show('x'), update('2', 'd')))).toEqual(['data: x'])
})

test('rewrites tell growth at the end from everything else', () => {
  const grown = replay(out('a'), show('b', 'd'), out('c'), out('d'))
  expect(grown.rewrites).toBe(0)
  expect(applyOutput(grown, update('z', 'd')).rewrites).toBe(1)
  expect(applyOutput(grown, clear(false)).rewrites).toBe(1)
})

test('events that show nothing leave the same object', () => {
  const outputs = replay(out('a'))
  expect(applyOutput(outputs, { kind: 'execute_input', run, execution_count: 1 })).toBe(outputs)
  expect(applyOutput(outputs, out(''))).toBe(outputs)
  expect(applyOutput(NO_OUTPUTS, clear(false))).toBe(NO_OUTPUTS)
})
