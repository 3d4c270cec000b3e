/** A session as a page sees it, for tests with real kernels. */
import { resolve } from 'node:path'
import { expect, vi } from 'vitest'
import type { CellId, RunId } from '../../../common/brands'
import type { Outputs } from '../../../common/outputs'
import { applyOutput, NO_OUTPUTS } from '../../../common/outputs'
import type { Interpreter, KernelState, RunEvent } from '../../../common/session'
import { chooseInterpreter } from '../interpreters'
import { KernelSession } from '../KernelSession'
import { realTerminals } from '../pty'

/** How long a test waits for a condition, in ms; nothing here takes a tenth of it. */
export const WAIT = { timeout: 20_000, interval: 5 }

/** The first CPython of this machine. */
export async function somePython(): Promise<Interpreter> {
  const chosen = await chooseInterpreter({ folder: null })
  if (!chosen.ok) throw new Error(chosen.problem.message)
  return chosen.value
}

/** What a page would keep of a session. */
export class Page {
  readonly states: KernelState['status'][] = []
  readonly events: RunEvent[] = []
  terminal = ''
  batches = 0
  readonly session: KernelSession
  private runs = 0

  constructor(interpreter: Interpreter, folder: string, terminals = realTerminals) {
    this.session = new KernelSession({
      interpreter,
      terminals,
      cwd: folder,
      kernelsFolder: resolve('kernels'),
      onEvents: (batch) => {
        this.events.push(...batch)
        this.batches += 1
      },
      onState: (state) => this.states.push(state.status),
      onTerminal: (text) => (this.terminal += text),
      onNonsense: (problem) => expect.unreachable(problem)
    })
  }

  /** Queues cells, and returns their runs. */
  queue(...codes: string[]): RunId[] {
    const runs = codes.map(() => `r${++this.runs}` as RunId)
    this.session.run(runs.map((run, at) => ({ run, cell: `c${at}` as CellId, code: codes[at] ?? '' })))
    return runs
  }
  /** Runs one cell to its end, and returns what it showed. */
  async run(code: string): Promise<string> {
    const [run] = this.queue(code)
    if (run === undefined) throw new Error('queued and has no run')
    await this.ended(run)
    return this.textOf(run)
  }
  async ended(run: RunId): Promise<RunEvent['kind']> {
    const ends = ['execute_reply', 'aborted', 'died']
    const end = await vi.waitUntil(
      () => this.events.find((e) => ends.includes(e.kind) && 'run' in e && e.run === run),
      WAIT
    )
    return end.kind
  }
  async until(status: KernelState['status']): Promise<void> {
    await vi.waitUntil(() => this.session.state.status === status, WAIT)
  }
  async shows(run: RunId, text: string): Promise<void> {
    await vi.waitUntil(() => this.textOf(run).includes(text), WAIT)
  }
  textOf(run: RunId): string {
    const outputs = this.events.filter((e) => e.run === run).reduce<Outputs>(applyOutput, NO_OUTPUTS)
    const texts = outputs.list.map((output) => {
      if (output.output_type === 'stream') return output.text
      if (output.output_type === 'error') return `${output.ename}: ${output.evalue}`
      return 'data' in output ? String(output.data['text/plain']) : ''
    })
    return texts.join('')
  }
}
