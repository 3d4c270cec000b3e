import { describe, expect, it } from 'vitest'
import type { CellId, Ms, RunId } from '../../common/brands'
import type { Notice } from '../../common/protocol'
import type { RunEvent } from '../../common/session'
import { applyEvent, askedRun, dueNotices, type Run } from './runs'

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

  it('keeps each notice once, and after its end only what still matters', () => {
    const notice = (of: Notice): RunEvent => ({ kind: 'notice', run, notice: of })
    const lost = notice({ what: 'worker-lost', worker: 'W-1', pid: 7, exitCode: null, signal: 'SIGKILL' })
    const unheard = notice({ what: 'interrupt-unheard', handler: null })
    const threads = notice({ what: 'threads-go-on', threads: ['Ann'] })
    const whatOf = (state: Run): string[] => dueNotices(state).map(({ what }) => what)
    expect(whatOf(after(begun, lost, unheard, unheard))).toEqual(['worker-lost', 'interrupt-unheard'])
    expect(whatOf(after(begun, lost, threads, failure('KeyboardInterrupt'), ended('error')))).toEqual([
      'threads-go-on'
    ])
    expect(whatOf(after(begun, lost))).toEqual(['worker-lost'])
    expect(whatOf(after())).toEqual([])
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
