import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { KernelCommand } from './protocol'
import { encodeCommand, parseEvent } from './protocol'

/** One of each message; Python's tests read the same file. */
const EXAMPLES = readFileSync(new URL('messages.examples.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const COMMANDS = [
  'execute_request',
  'input_reply',
  'input_end',
  'complete_request',
  'inspect_request',
  'variables_request',
  'alive_request',
  'follow_request',
  'sigint_request',
  'switch_interval_request',
  'shutdown_request'
]

const kindOf = (line: string): string => (JSON.parse(line) as { kind: string }).kind
const isCommand = (line: string): boolean => COMMANDS.includes(kindOf(line))

test.each(EXAMPLES.filter((line) => !isCommand(line)))('reads %s', (line) => {
  expect(parseEvent(line)).toEqual({ ok: true, value: JSON.parse(line) as unknown })
})

test.each(EXAMPLES.filter(isCommand))('writes %s', (line) => {
  const written = encodeCommand(JSON.parse(line) as KernelCommand)
  expect(written.endsWith('\n')).toBe(true)
  expect(written.trimEnd()).not.toContain('\n')
  expect(JSON.parse(written)).toEqual(JSON.parse(line))
})

test('the examples show every event', () => {
  const kinds = new Set(EXAMPLES.filter((line) => !isCommand(line)).map(kindOf))
  expect([...kinds].sort()).toEqual([
    'alive_reply',
    'clear_output',
    'complete_reply',
    'display_data',
    'error',
    'execute_input',
    'execute_reply',
    'execute_result',
    'follow_reply',
    'input_cancelled',
    'input_request',
    'inspect_reply',
    'kernel_info',
    'notice',
    'sigint_reply',
    'stream',
    'task_steps',
    'update_display_data',
    'variables_reply'
  ])
})

test.each([
  ['not JSON', '{"kind": "stream"', 'not JSON'],
  ['no object', '7', 'no object'],
  ['null', 'null', 'no object'],
  ['no kind', '{}', 'unknown message'],
  ['an inherited name', '{"kind": "toString"}', 'unknown message'],
  ['a missing field', '{"kind": "clear_output", "run": "r"}', 'clear_output has a wrong wait'],
  ['a wrong type', '{"kind": "stream", "run": "r", "name": "stdout", "text": 1}', 'stream has a wrong text'],
  [
    'a list for an object',
    '{"kind": "display_data", "run": "r", "data": [], "metadata": {}}',
    'display_data has a wrong data'
  ],
  [
    'a list of other things',
    '{"kind": "error", "run": "r", "ename": "E", "evalue": "", "traceback": [1]}',
    'error has a wrong traceback'
  ]
])('tells what is wrong: %s', (_, line, message) => {
  const parsed = parseEvent(line)
  expect(parsed.ok).toBe(false)
  if (!parsed.ok) expect(parsed.problem.message).toContain(message)
})
