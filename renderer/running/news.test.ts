import { expect, it } from 'vitest'
import type { CellId, Ms, RunId } from '../../common/brands'
import { fromNotebook } from '../state/outputs'
import { applyEvent, askedRun, type Run } from '../state/runs'
import { lastEnded, textOfOutputs } from './news'

const run = (name: string, endedAt: number): [CellId, Run] => {
  const id = name as CellId
  const reply = { kind: 'execute_reply', run: name as string as RunId, status: 'ok' } as const
  return [
    id,
    applyEvent(askedRun(reply.run, id), { ...reply, execution_count: 1, wall_ms: 1 }, endedAt as Ms)
  ]
}

it('the run that ended last is told of, not the last in the notebook', () => {
  const waiting: [CellId, Run] = ['c' as CellId, askedRun('c' as RunId, 'c' as CellId)]
  expect(lastEnded(new Map([run('a', 20), run('b', 10), waiting]))?.cell).toBe('a')
  expect(lastEnded(new Map([waiting]))).toBe(null)
})

it('what is heard of the output is its beginning, without colours, and how it failed', () => {
  const text = textOfOutputs(
    fromNotebook([
      { output_type: 'stream', name: 'stdout', text: '\u001b[31mred\u001b[0m\n' },
      { output_type: 'execute_result', execution_count: 1, data: { 'text/plain': ['4', '2'] }, metadata: {} },
      { output_type: 'error', ename: 'KeyError', evalue: "'x'", traceback: [] }
    ])
  )
  expect(text).toEqual({ text: 'red\n42', error: "KeyError: 'x'" })
  expect(textOfOutputs(undefined)).toEqual({ text: '', error: '' })
  const long = textOfOutputs(
    fromNotebook([{ output_type: 'stream', name: 'stdout', text: 'x'.repeat(9_000) }])
  )
  expect(long.text).toBe(`${'x'.repeat(200)}…`)
})
