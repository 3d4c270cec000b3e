/** What the kernel did with a cell: one run's life as its events tell it. Pure; its outputs are in `outputs.ts`. */
import type { CellId, Ms, RunId } from '../../common/brands'
import type { Notice, SaidNotice } from '../../common/protocol'
import type { Death, RunEvent } from '../../common/session'

/**
 * `saved`: an earlier session ran it and the file kept what came of it. `asked`: the kernel has not begun yet.
 * `aborted`: it never began. `died`: the kernel ended while it ran.
 */
export type RunStatus = 'saved' | 'asked' | 'running' | 'done' | 'failed' | 'interrupted' | 'aborted' | 'died'

export interface Run {
  /** `null` for what came with the file. */
  readonly id: RunId | null
  readonly cell: CellId
  readonly status: RunStatus
  /** What the gutter shows as `[n]`. */
  readonly count: number | null
  /** When the page heard that it began, on the page's clock (`performance.now()`). */
  readonly startedAt: Ms | null
  /** Wall time of the user's code, as the kernel measured it; by the page's clock where the kernel could not say. */
  readonly took: Ms | null
  /** When the page heard that it had ended, on the same clock as `startedAt`. */
  readonly endedAt: Ms | null
  readonly death: Death | null
  /** What the user should know of it. */
  readonly notices: readonly Notice[]
}

const FRESH = { startedAt: null, took: null, endedAt: null, death: null, notices: [] }

export function savedRun(cell: CellId, count: number): Run {
  return { ...FRESH, id: null, cell, status: 'saved', count }
}

export function askedRun(id: RunId, cell: CellId): Run {
  return { ...FRESH, id, cell, status: 'asked', count: null }
}

/** The run when its kernel was told to stop or to restart: nobody needs to hear how that one ended. */
export function stoppedRun(run: Run, now: Ms): Run {
  return { ...run, status: 'interrupted', took: since(run, now), endedAt: now }
}

/** Whether the kernel still has it to do or is at it. */
export function isActive(run: Run | undefined): boolean {
  return run?.status === 'asked' || run?.status === 'running'
}

/** The run after one more event, heard at `now` on the page's clock; the same object when it changes nothing here. */
export function applyEvent(run: Run, event: RunEvent, now: Ms): Run {
  switch (event.kind) {
    case 'execute_input':
      return { ...run, status: 'running', count: event.execution_count, startedAt: now }
    case 'error':
      return isActive(run)
        ? { ...run, status: event.ename === 'KeyboardInterrupt' ? 'interrupted' : 'failed' }
        : run
    case 'execute_reply':
      return {
        ...run,
        status: event.status === 'ok' ? 'done' : run.status === 'interrupted' ? 'interrupted' : 'failed',
        count: event.execution_count,
        took: event.wall_ms as Ms,
        endedAt: now
      }
    case 'notice':
      return withNotice(run, event.notice)
    case 'aborted':
      return { ...run, status: 'aborted' }
    case 'died':
      return { ...run, status: 'died', death: event.death, took: since(run, now), endedAt: now }
    case 'stream':
    case 'raw_output':
    case 'display_data':
    case 'update_display_data':
    case 'clear_output':
    case 'execute_result':
    case 'input_request':
    case 'input_cancelled':
    case 'whole_output':
      return run
  }
}

/** Each only once, however often the user asks for what it explains. */
function withNotice(run: Run, notice: Notice): Run {
  const isKnown = run.notices.some((known) => JSON.stringify(known) === JSON.stringify(notice))
  return isKnown ? run : { ...run, notices: [...run.notices, notice] }
}

/** Those that still matter: once a run has ended, nothing waits in it and no interrupt is due. */
export function dueNotices(run: Run): readonly SaidNotice[] {
  const said = run.notices.filter((notice) => notice.what !== 'loop-idle')
  return isActive(run) ? said : said.filter(({ what }) => what === 'threads-go-on')
}

function since(run: Run, now: Ms): Ms | null {
  return run.startedAt === null ? null : ((now - run.startedAt) as Ms)
}
