/**
 * The cells of the pages, run as they are on real Pythons: what the scope says of them is what their page is about. One
 * Python with a GIL and each one without; the others are left to whoever runs a page by hand.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import { evidenceOf } from '../../common/trace/evidence'
import type { Pattern } from '../../common/trace/patterns'
import { missedOf } from '../../common/trace/trace'
import { verdictOf, type Verdict } from '../../common/trace/verdict'
import { HeadlessKernel } from '../../main/cli/HeadlessKernel'
import { buildWorker } from '../../main/scope/testing/buildWorker'
import { findTestPythons, type TestPython } from '../../main/scope/testing/pythons'
import { cellOf, PATTERNS } from './pages'
import { pagesEn } from './pages.en'

/** What else a machine may make of a cell: the two halves of the mixture weigh differently on different ones. */
const ALSO: Partial<Record<Pattern, readonly Pattern[]>> = { unclear: ['parallel-native'] }
/** What is left of a pattern where other programs take most of the cores that it wants. */
const STARVED: Partial<Record<Pattern, readonly Pattern[]>> = {
  'gil-serialized': ['unclear', 'one-thread'],
  'gil-convoy': ['unclear', 'gil-serialized', 'one-thread'],
  imbalance: ['parallel-processes', 'oversubscribed'],
  'overlapped-tasks': ['one-thread'],
  unclear: ['one-thread', 'oversubscribed']
}
/** It got less than this share of the cores it wanted. */
const STARVING = 0.6
/** Without a GIL nobody waits for one: threads of Python code are parallel, or too many for the cores. */
const WITHOUT_GIL: Partial<Record<Pattern, readonly Pattern[]>> = {
  'gil-serialized': ['parallel-no-gil', 'oversubscribed'],
  'gil-convoy': ['one-thread', 'overlapped-waiting', 'unclear'],
  'parallel-native': ['parallel-no-gil'],
  'parallel-interpreters': ['parallel-no-gil'],
  'parallel-no-gil': ['parallel-no-gil'],
  unclear: ['parallel-no-gil']
}

/** So often is a cell tried on a machine that is busy with other things, which is said by this share of missed samples. */
const TRIES = 4
const UNSEEN = 0.15

interface Measured {
  readonly verdict: Verdict
  readonly isStarved: boolean
  readonly missed: number
}

/** Of versions such as `3.9` and `3.13t`. */
const minorOf = ({ version }: TestPython): number => Number(/\.(\d+)/.exec(version)?.[1])
const found = findTestPythons().sort((a, b) => minorOf(b) - minorOf(a))
const tried = [
  ...found.filter(({ version }) => !version.endsWith('t')).slice(0, 1),
  ...found.filter(({ version }) => version.endsWith('t'))
]

function expected(pattern: Pattern, python: TestPython, isStarved: boolean): readonly Pattern[] {
  const page = pattern === 'parallel-no-gil' && !python.version.endsWith('t') ? 'gil-serialized' : pattern
  const rest = isStarved ? (STARVED[page] ?? []) : []
  // The cell ends at once, with an ImportError.
  if (pattern === 'parallel-interpreters' && minorOf(python) < 14) return ['too-short']
  if (python.version.endsWith('t')) return [...(WITHOUT_GIL[pattern] ?? [pattern]), ...rest]
  return [page, ...(ALSO[page] ?? []), ...rest]
}

describe.runIf(process.platform === 'linux').each(tried)('on Python $version', (python) => {
  let worker: Awaited<ReturnType<typeof buildWorker>>
  beforeAll(async () => {
    worker = await buildWorker()
  })
  afterAll(() => worker.remove())

  /** Runs the cell, and answers with what the scope says of it. */
  async function measured(pattern: Pattern): Promise<Measured> {
    const interpreter = { ...python, freeThreaded: python.version.endsWith('t'), origin: 'named' as const }
    const kernels = join(import.meta.dirname, '../../kernels')
    const kernel = new HeadlessKernel(interpreter, tmpdir(), kernels, worker.file, () => undefined)
    expect(await kernel.start()).toBeNull()
    try {
      const run = 'run' as RunId
      await kernel.execute(run, 'cell' as CellId, cellOf(pattern, pagesEn[pattern]), null)
      const { trace } = (await kernel.traceOf(run))!
      const { wanted, figures } = evidenceOf(trace)
      return {
        verdict: verdictOf(trace),
        isStarved: figures.cores < wanted * STARVING,
        missed: missedOf(trace)
      }
    } finally {
      await kernel.stop()
    }
  }

  test.each(PATTERNS)('the cell of %s', async (pattern) => {
    for (let left = TRIES; ; left -= 1) {
      const { verdict, isStarved, missed } = await measured(pattern)
      const asExpected = expected(pattern, python, isStarved)
      if (asExpected.includes(verdict.pattern)) return
      // What a busy machine let nobody see says nothing of the cell: it is tried again.
      if (left > 1 && (isStarved || missed > UNSEEN)) continue
      expect(asExpected, verdict.sentence.en).toContain(verdict.pattern)
    }
  })
})
