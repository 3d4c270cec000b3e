/** Exported scripts, run by real Pythons, with children that are forked and children that import the script. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CellId } from '../../common/brands'
import { pythonScript } from '../../common/export/pythonScript'
import type { Notebook } from '../../common/notebook'
import { newNotebook, readNotebook } from '../../common/notebookFile'
import { findInterpreters } from '../kernel/interpreters'

const EXAMPLES = resolve(import.meta.dirname, '../../examples')
const METHODS = process.platform === 'linux' ? ['fork', 'spawn'] : ['spawn']
const run = promisify(execFile)

const CHAPTER = [
  'import multiprocessing, os, asyncio\nfrom concurrent.futures import ProcessPoolExecutor\nLIMIT = 3',
  'class Job:\n    def __init__(self, n):\n        self.n = n\n\ndef square(job):\n    return job.n * job.n\n\ndef put(queue, n):\n    queue.put(n + LIMIT)',
  'print("once", os.getpid() > 0)\nqueue = multiprocessing.Queue()\nchild = multiprocessing.Process(target=put, args=(queue, 1))\nchild.start()\nprint("child", queue.get())\nchild.join()',
  'with ProcessPoolExecutor(2) as pool:\n    squares = list(pool.map(square, [Job(2), Job(3)]))\nsquares',
  'async def later(n):\n    await asyncio.sleep(0)\n    return n\n\nfirst = await later(5)\nlock = asyncio.Lock()',
  'async with lock:\n    second = await later(first + 1)\nprint("awaited", second)',
  '%time total = sum(squares)\nshown = !echo shell\nprint(total, shown[0])',
  'assert square(Job(1)) == 2, "as the exercise wants"'
]
const chapter: Notebook = {
  ...newNotebook(),
  cells: CHAPTER.map((source, i) => ({
    ...{ id: `c${String(i)}` as CellId, cell_type: 'code', source, outputs: [], execution_count: null },
    metadata: i === CHAPTER.length - 1 ? { tags: ['raises-exception'] } : {}
  }))
}

const folder = mkdtempSync(join(tmpdir(), 'script-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The oldest and the newest that are here. */
let pythons: readonly string[] = []
beforeAll(async () => {
  const found = await findInterpreters({ folder })
  const minor = ({ version }: { version: string }): number => Number(version.split('.')[1])
  const inOrder = found.filter(({ unusable }) => unusable === undefined).sort((a, b) => minor(a) - minor(b))
  pythons = [...new Set([inOrder[0], inOrder.at(-1)].flatMap((each) => each?.path ?? []))]
  if (pythons.length === 0) process.stdout.write('not run: no Python that could run exported scripts\n')
}, 120_000)

/** What the script prints, where children start in this way. */
async function printed(
  python: string,
  script: string,
  method: string
): Promise<{ out: string; err: string }> {
  const path = join(folder, `${method}.py`)
  const head = `import multiprocessing as _mp\n_mp.set_start_method("${method}", force=True)\n`
  writeFileSync(path, head + script)
  const { stdout, stderr } = await run(python, [path], { cwd: folder, timeout: 120_000 })
  return { out: stdout, err: stderr }
}

describe.each(METHODS)('an exported script, with children by %s', (method) => {
  test('does what the notebook does, and each thing once', async () => {
    for (const python of pythons) {
      const { out, err } = await printed(python, pythonScript(chapter, 'x', 'en'), method)
      expect(out, python).toBe('once True\nchild 4\n[4, 9]\nawaited 6\n13 shell\n')
      expect(err, python).toContain('AssertionError: as the exercise wants')
    }
  }, 240_000)
})

test('the examples run as scripts too', async () => {
  const names = readdirSync(EXAMPLES).filter((name) => /^0[24].*\.en\.ipynb$/.test(name))
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    const read = readNotebook(readFileSync(join(EXAMPLES, name), 'utf8'))
    if (!read.ok) throw new Error(read.problem.message)
    const script = pythonScript(read.value.notebook, name, 'en').replace(/\d+_000_000\b/g, '20_000')
    for (const python of pythons.slice(-1)) {
      const { out, err } = await printed(python, script, 'spawn')
      expect(err, name).toBe('')
      expect(out, name).not.toBe('')
    }
  }
}, 240_000)
