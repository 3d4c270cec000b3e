import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NotebookId } from '../../common/brands'
import { unpack } from '../../common/trace/packed/pack'
import type { TrialNews, TrialRequest } from '../../common/trial'
import { buildWorker } from '../scope/testing/buildWorker'
import { findTestPythons } from '../scope/testing/pythons'
import { Trial } from './Trial'
import { Trials } from './Trials'

const WAIT = { timeout: 25_000, interval: 20 }
const [python] = findTestPythons().map(({ path }) => path)

let worker: Awaited<ReturnType<typeof buildWorker>>
let folder: string
const trials: Trial[] = []
beforeAll(async () => {
  worker = await buildWorker()
})
afterAll(() => worker.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilscope-trial-'))
})
afterEach(async () => {
  for (const trial of trials.splice(0)) await trial.cancel()
  rmSync(folder, { recursive: true, force: true })
})

function begin(request: Partial<TrialRequest>): { trial: Trial; news: TrialNews[] } {
  const news: TrialNews[] = []
  const trial = new Trial({
    request: { trial: 't', pythons: [python!, python!], above: [], code: '', limitMs: 60_000, ...request },
    ...{ folder, kernelsFolder: join(import.meta.dirname, '../../kernels'), scopeWorker: worker.file },
    onNews: (each) => news.push(each),
    onTrouble: () => undefined
  })
  trials.push(trial)
  return { trial, news }
}

const kinds = (news: readonly TrialNews[]): string[] =>
  news.map((each) => ('place' in each ? `${each.place} ${each.kind}` : each.kind))

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** What this process has started that runs a kernel. */
function children(): string[] {
  const own = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return own.filter((pid) => pid !== '' && isAlive(Number(pid)) && isKernel(pid))
}

function isKernel(pid: string): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cpython.__main__')
}

/** The number that the cell has written into the file `pid`. */
const pidOf = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'))
const WRITES_PID = 'import os\nopen("pid", "w").write(str(os.getpid()))\n'

if (process.platform !== 'linux')
  process.stdout.write('skipped: the threads of a cell can be watched on Linux only\n')

describe.runIf(process.platform === 'linux')('a cell on several Pythons', () => {
  test('runs on one after the other, with the cells above it, and each run is watched', async () => {
    const code =
      'import time\nend = time.perf_counter() + 0.4\nwhile time.perf_counter() < end: pass\nprint(x)'
    const { trial, news } = begin({ above: ['x = 42', 'print("not shown")'], code })
    await trial.ended()
    const turn = (place: number): string[] =>
      ['starting', 'above', 'above', 'running', 'done'].map((kind) => `${place} ${kind}`)
    expect(kinds(news)).toEqual([...turn(0), ...turn(1), 'ended'])
    for (const each of news)
      if (each.kind === 'done') {
        expect(each.result).toMatchObject({ status: 'ok', head: '42', error: '' })
        const trace = unpack(each.result.trace!)
        expect(trace.ok && trace.value.duration).toBeGreaterThan(300_000)
      }
  })

  test('says what failed, on which cell, and goes on with the next Python', async () => {
    const missing = join(folder, 'no-python')
    const { trial, news } = begin({ pythons: [missing, python!], above: ['1', '1 / 0'] })
    await trial.ended()
    const failures = news.flatMap((each) => (each.kind === 'failed' ? [each.failure] : []))
    expect(failures).toMatchObject([
      { kind: 'not-started' },
      { kind: 'above-failed', place: 1, error: 'ZeroDivisionError: division by zero' }
    ])
  })

  test('is interrupted when its time is over', async () => {
    const { trial, news } = begin({
      ...{ pythons: [python!], code: 'import time\nprint("begun")\ntime.sleep(600)', limitMs: 4_000 }
    })
    await trial.ended()
    const done = news.find((each) => each.kind === 'done')
    expect(done).toMatchObject({ result: { status: 'timeout', head: 'begun', error: 'KeyboardInterrupt' } })
  })

  test('leaves no process when it is cancelled in the middle, and gives nobody else a turn', async () => {
    const { trial, news } = begin({ code: `${WRITES_PID}import time\ntime.sleep(600)` })
    await vi.waitUntil(() => kinds(news).includes('0 running'), WAIT)
    await vi.waitFor(() => expect(pidOf()).toBeGreaterThan(0), WAIT)
    await trial.cancel()
    expect(isAlive(pidOf())).toBe(false)
    expect(kinds(news)).toEqual(['0 starting', '0 running', 'ended'])
  })

  test('may be cancelled at once, and twice', async () => {
    const { trial, news } = begin({ code: WRITES_PID })
    await Promise.all([trial.cancel(), trial.cancel()])
    expect(kinds(news)).toEqual(['0 starting', 'ended'])
  })

  test.each([10, 60, 150, 300, 600])(
    'leaves no process when cancelled %i ms after it began',
    async (after) => {
      const { trial } = begin({ above: ['import time; time.sleep(0.2)'], code: WRITES_PID })
      await new Promise((resolve) => setTimeout(resolve, after))
      await trial.cancel()
      // What a stopped kernel would have started anew comes within this time; nothing is there to wait for.
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(children()).toEqual([])
    }
  )

  test('ends before the next one begins, also when two are asked for at once', async () => {
    const all = new Trials()
    const id = 'n' as NotebookId
    const first = begin({ code: 'import time\ntime.sleep(600)' })
    await all.begin(id, () => first.trial)
    const seen: number[] = []
    const next = (): Trial => {
      seen.push(first.news.filter(({ kind }) => kind === 'ended').length)
      return begin({ pythons: [] }).trial
    }
    await Promise.all([all.begin(id, next), all.begin(id, next)])
    expect(seen).toEqual([1, 1])
    await all.end(id)
  })
})
