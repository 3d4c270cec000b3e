import { describe, expect, it } from 'vitest'
import type { CellId, Ms, RunId } from '../../common/brands'
import type { RunEvent } from '../../common/session'
import { applyEvent, askedRun, type Run } from './runs'

const run = 'r1' as RunId
const begun: RunEvent = { kind: 'execute_input', run, execution_count: 3 }
const failure = (ename: string): RunEvent => ({ kind: 'error', run, ename, evalue: '', traceback: [] })
const ended = (status: 'ok' | 'error'): RunEvent => ({
  kind: 'execute_reply',
  run,
  status,
  execution_count: 3,
  wall_ms: 420
})

/** The run after these events, one each 100 ms from 1,000 on. */
function after(...events: RunEvent[]): Run {
  return events.reduce(
    (state, event, n) => applyEvent(state, event, (1_000 + n * 100) as Ms),
    askedRun(run, 'c1' as CellId)
  )
}

describe('a run', () => {
  it('waits until the kernel begins, then runs', () => {
    expect(after()).toMatchObject({ status: 'asked', count: null })
    expect(after(begun)).toMatchObject({ status: 'running', count: 3, startedAt: 1_000 })
  })

  it('takes as long as the kernel says', () => {
    expect(after(begun, ended('ok'))).toMatchObject({ status: 'done', took: 420 })
  })

  it('tells an error from an interruption', () => {
    expect(after(begun, failure('NameError'), ended('error')).status).toBe('failed')
    expect(after(begun, failure('KeyboardInterrupt'), ended('error')).status).toBe('interrupted')
  })

  it('may never begin', () => {
    expect(after({ kind: 'aborted', run })).toMatchObject({ status: 'aborted', took: null })
  })

  it('remembers how its kernel died, and when', () => {
    const death = { exitCode: null, signal: 'SIGSEGV' }
    expect(after(begun, { kind: 'died', run, death })).toMatchObject({ status: 'died', death, took: 100 })
  })

  it('is over when late lines come', () => {
    const done = after(begun, ended('ok'))
    const late: RunEvent = { kind: 'stream', run, name: 'stdout', text: 'late' }
    expect(applyEvent(done, late, 9_000 as Ms)).toBe(done)
  })
})
