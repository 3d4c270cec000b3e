/** Plays a trial: the trace of the cell's text on each Python, and one without a GIL where there is none. */
import type { NotebookId, RunId } from '../../common/brands'
import { pack } from '../../common/trace/packed/pack'
import type { TrialNews, TrialRequest } from '../../common/trial'
import type { FakeHost } from '../fakeHost'
import { INTERPRETERS } from './recordings'
import { traceFor, WITHOUT_GIL } from './traces'

/** How long each step of a trial takes, in ms. */
const STEP = 400

export class FakeTrial {
  private isCancelled = false

  constructor(private readonly host: FakeHost) {}

  async run(id: NotebookId, { trial, pythons, code }: TrialRequest): Promise<void> {
    this.isCancelled = false
    const say = (news: TrialNews): void => this.host.push('trial:news', id, trial, news)
    for (const [place, path] of pythons.entries()) {
      for (const kind of ['starting', 'running'] as const) {
        if (this.isCancelled) break
        say({ kind, place })
        await new Promise((resolve) => setTimeout(resolve, STEP))
      }
      if (this.isCancelled) break
      const isFree = INTERPRETERS.some((each) => each.path === path && each.freeThreaded)
      const run = crypto.randomUUID() as string as RunId
      const trace = traceFor(isFree ? WITHOUT_GIL : code, run)
      const result = {
        ...{ run, status: 'ok' as const, error: '' },
        wallMs: (trace?.duration ?? 0) / 1000,
        head: 'counted to 40000000',
        trace: trace && pack(trace)
      }
      say({ kind: 'done', place, result })
    }
    say({ kind: 'ended' })
  }

  cancel(): void {
    this.isCancelled = true
  }
}
