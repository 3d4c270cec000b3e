/**
 * One cell on several Pythons: each gets a fresh kernel without a page, one after the other, for two at once would take
 * each other's cores. Whatever happens, its kernels are ended.
 */
import { randomUUID } from 'node:crypto'
import type { CellId, RunId } from '../../common/brands'
import { packWithin } from '../../common/trace/packed/pack'
import type { TrialFailure, TrialNews, TrialRequest, TrialResult } from '../../common/trial'
import { chooseInterpreter } from '../kernel/interpreters'
import { HeadlessKernel } from '../cli/HeadlessKernel'
import { errorOf, headOf } from './head'

export interface TrialOptions {
  readonly request: TrialRequest
  /** Where the kernels run. */
  readonly folder: string
  readonly kernelsFolder: string
  /** The built `scopeWorker.js`. */
  readonly scopeWorker: string
  onNews(news: TrialNews): void
  /** A scope failed; the trial goes on without. */
  onTrouble(problem: unknown): void
}

const CELL = 'trial' as CellId

export class Trial {
  private kernel: HeadlessKernel | null = null
  private isCancelled = false
  private readonly whole: Promise<void>

  /** Begins at once. */
  constructor(private readonly options: TrialOptions) {
    this.whole = this.takeTurns()
  }

  /** Resolves when all its kernels are gone. */
  ended(): Promise<void> {
    return this.whole
  }

  /** Ends what runs, and lets no other Python have its turn. */
  async cancel(): Promise<void> {
    this.isCancelled = true
    await this.kernel?.stop()
    await this.whole
  }

  private async takeTurns(): Promise<void> {
    const { request, onNews } = this.options
    try {
      for (const [place, path] of request.pythons.entries()) {
        if (this.isCancelled) break
        const news = await this.turn(place, path)
        if (news !== null) onNews(news)
      }
    } finally {
      onNews({ kind: 'ended' })
    }
  }

  /** One Python, from its start to its end; null when it was cancelled. */
  private async turn(place: number, path: string): Promise<TrialNews | null> {
    const { folder, kernelsFolder, scopeWorker, onTrouble, onNews } = this.options
    onNews({ kind: 'starting', place })
    const chosen = await chooseInterpreter({ folder, named: path })
    if (this.isCancelled) return null
    if (!chosen.ok)
      return { kind: 'failed', place, failure: { kind: 'not-started', problem: chosen.problem } }
    const kernel = new HeadlessKernel(chosen.value, folder, kernelsFolder, scopeWorker, onTrouble)
    this.kernel = kernel
    try {
      return await this.runOn(kernel, place)
    } finally {
      await kernel.stop()
      this.kernel = null
    }
  }

  /** A kernel that was stopped would start again for the next cell: so nothing is run after a cancel. */
  private async runOn(kernel: HeadlessKernel, place: number): Promise<TrialNews | null> {
    const { above, code, limitMs } = this.options.request
    const failed = (failure: TrialFailure): TrialNews => ({ kind: 'failed', place, failure })
    const problem = await kernel.start()
    if (this.isCancelled) return null
    if (problem !== null) return failed({ kind: 'not-started', problem })
    const until = performance.now() + limitMs
    const left = (): number => Math.max(1, until - performance.now())
    for (const [i, each] of above.entries()) {
      this.options.onNews({ kind: 'above', place, done: i })
      const run = newRun()
      const { status } = await kernel.execute(run, CELL, each, left())
      if (this.isCancelled) return null
      if (status === 'timeout') return failed({ kind: 'above-too-long', place: i })
      if (status === 'error')
        return failed({ kind: 'above-failed', place: i, error: errorOf(kernel.outputsOf(run)) })
    }
    this.options.onNews({ kind: 'running', place })
    const run = newRun()
    const { status, wallMs } = await kernel.execute(run, CELL, code, left())
    const watched = await kernel.traceOf(run)
    if (this.isCancelled) return null
    const outputs = kernel.outputsOf(run)
    const result: TrialResult = {
      ...{ run, status, wallMs, head: headOf(outputs), error: errorOf(outputs) },
      trace: watched === null ? null : packWithin(watched.trace)
    }
    return { kind: 'done', place, result }
  }
}

function newRun(): RunId {
  return randomUUID() as string as RunId
}
