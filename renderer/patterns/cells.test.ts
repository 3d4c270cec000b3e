/**
 * The cells of the pages, run as they are on real Pythons: what the scope says of them is what their page is about. One
 * Python with a GIL for all of them, and each one without for the page about it.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import { evidenceOf } from '../../common/trace/verdict/evidence'
import type { Pattern } from '../../common/trace/verdict/facts'
import { verdictOf, type Verdict } from '../../common/trace/verdict/verdict'
import { HeadlessKernel } from '../../main/cli/HeadlessKernel'
import { buildWorker } from '../../main/scope/testing/buildWorker'
import { findTestPythons, type TestPython } from '../../main/scope/testing/pythons'
import { cellOf, PATTERNS } from './pages'
import { pagesEn } from './pages.en'

/** What else a machine may make of a cell: the two halves of the mixture weigh differently on different ones. */
const ALSO: Partial<Record<Pattern, readonly Pattern[]>> = { unclear: ['parallel-native'] }
/**
 * What is left of a pattern, besides `unclear`, where other programs take most of the cores that it wants, or kept the
 * scope from looking: then the verdict itself says that its evidence is thin.
 */
const POORLY_SEEN: Partial<Record<Pattern, readonly Pattern[]>> = {
  'gil-serialized': ['one-thread', 'too-short'],
  'gil-convoy': ['gil-serialized', 'one-thread'],
  'parallel-processes': ['oversubscribed', 'imbalance'],
  'parallel-native': ['oversubscribed', 'imbalance', 'one-thread'],
  'parallel-interpreters': ['oversubscribed', 'imbalance', 'one-thread'],
  'parallel-no-gil': ['oversubscribed', 'imbalance', 'one-thread'],
  'overlapped-waiting': ['one-thread'],
  'overlapped-tasks': ['one-thread'],
  'lock-contention': ['one-thread', 'overlapped-waiting'],
  oversubscribed: ['parallel-native', 'one-thread'],
  imbalance: ['parallel-processes', 'oversubscribed', 'one-thread'],
  stuck: ['lock-contention', 'one-thread'],
  unclear: ['one-thread', 'oversubscribed']
}
/** It got less than this share of the cores it wanted. */
const STARVING = 0.6

/**
 * So often is a cell run before what the scope says of it counts: on a machine with other work a worker can truly begin
 * late or get less of a core, and then the verdict is right about that run and not what the page is about.
 */
const TRIES = 3

interface Measured {
  readonly verdict: Verdict
  readonly isPoorlySeen: boolean
}

/** Of versions such as `3.9` and `3.13t`. */
const minorOf = ({ version }: TestPython): number => Number(/\.(\d+)/.exec(version)?.[1])
const isFree = ({ version }: TestPython): boolean => version.endsWith('t')
const found = findTestPythons().sort((a, b) => minorOf(b) - minorOf(a))
const tried = [
  ...found
    .filter((python) => !isFree(python))
    .slice(0, 1)
    .map((python) => ({ python, patterns: PATTERNS })),
  ...found.filter(isFree).map((python) => ({ python, patterns: ['parallel-no-gil'] as const }))
].map((each) => ({ ...each, version: each.python.version }))

function expected(pattern: Pattern, python: TestPython, isPoorlySeen: boolean): readonly Pattern[] {
  // The cell ends at once, with an ImportError.
  if (pattern === 'parallel-interpreters' && minorOf(python) < 14) return ['too-short']
  const page = pattern === 'parallel-no-gil' && !isFree(python) ? 'gil-serialized' : pattern
  const rest = isPoorlySeen ? (['unclear', ...(POORLY_SEEN[page] ?? [])] as const) : []
  return [page, ...(ALSO[page] ?? []), ...rest]
}

if (process.platform !== 'linux')
  process.stdout.write('skipped: the threads of a cell can be watched on Linux only\n')

describe.runIf(process.platform === 'linux').each(tried)('on Python $version', ({ python, patterns }) => {
  let worker: Awaited<ReturnType<typeof buildWorker>>
  beforeAll(async () => {
    worker = await buildWorker()
  })
  afterAll(() => worker.remove())

  /** Runs the cell, and answers with what the scope says of it. */
  async function measured(pattern: Pattern): Promise<Measured> {
    const interpreter = { ...python, freeThreaded: isFree(python), origin: 'named' as const }
    const kernels = join(import.meta.dirname, '../../kernels')
    const kernel = new HeadlessKernel(interpreter, tmpdir(), kernels, worker.file, () => undefined)
    expect(await kernel.start()).toBeNull()
    try {
      const run = 'run' as RunId
      await kernel.execute(run, 'cell' as CellId, cellOf(pattern, pagesEn[pattern]), null)
      const { trace } = (await kernel.traceOf(run))!
      const { wanted, figures } = evidenceOf(trace)
      const verdict = verdictOf(trace)
      const isThin = verdict.doubts.some(({ about }) => about === 'missed' || about === 'gaps')
      return { verdict, isPoorlySeen: isThin || figures.cores < wanted * STARVING }
    } finally {
      await kernel.stop()
    }
  }

  // Each try takes as long as the cell.
  test.each(patterns)('the cell of %s', { timeout: 90_000 }, async (pattern) => {
    for (let left = TRIES; left > 0; left -= 1) {
      const { verdict, isPoorlySeen } = await measured(pattern)
      const isLast = left === 1
      const asExpected = expected(pattern, python, isLast && isPoorlySeen)
      if (asExpected.includes(verdict.pattern)) return
      if (isLast) expect(asExpected, verdict.sentence.en).toContain(verdict.pattern)
    }
  })
})
