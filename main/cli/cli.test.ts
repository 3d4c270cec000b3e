import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../common/notebook'
import type { CodeCell } from '../../common/notebook'
import { pinsOf, type KeptRun } from '../../common/pins'
import type { TraceFile } from '../../common/trace/perfetto'
import type { Outcome, Row } from './testing/buildCli'
import { BuiltCli, rowsOf, textOf } from './testing/buildCli'

const isLinux = process.platform === 'linux'
if (!isLinux) process.stdout.write('skipped: the threads of cells can be watched on Linux only\n')

let cli: BuiltCli
let folder: string
beforeAll(async () => {
  cli = await BuiltCli.build('cli-test')
  folder = cli.folder
  mkdirSync(join(folder, 'notes'))
})
afterAll(() => cli.remove())

const gilscope = (...args: string[]): Promise<Outcome> => cli.run(...args)
const document = (name: string, ...cells: string[]): string => cli.document(name, ...cells)
const errorOf = ({ outputs }: Row): Output | undefined =>
  outputs.find((output) => output.output_type === 'error')

describe('run', () => {
  test('prints a line per cell, and passes', async () => {
    const { code, out, err } = await gilscope('run', document('two.md', 'print("a")', '1 + 1'))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = out.split('\n').slice(0, -1)
    expect(lines.length).toBe(5)
    expect(lines[0]).toMatch(/^ +0 +markdown +Prose 0\.$/)
    expect(lines[1]).toMatch(/^ +1 +ok +\d+ ms +print\("a"\)$/)
    expect(lines[4]).toMatch(/^2 code cells in .*, 2 passed$/)
  })

  test('--json: a row per code cell with its place, and nothing else', async () => {
    const outcome = await gilscope('run', document('json.md', 'print("你好")', '6 * 7'), '--json')
    expect({ code: outcome.code, err: outcome.err }).toEqual({ code: 0, err: '' })
    const rows = rowsOf(outcome)
    expect(rows.map(({ index, status }) => [index, status])).toEqual([
      [1, 'ok'],
      [3, 'ok']
    ])
    expect(rows[0]!.outputs).toEqual([{ output_type: 'stream', name: 'stdout', text: '你好\n' }])
    expect(rows[1]!.outputs).toEqual([
      { output_type: 'execute_result', execution_count: 2, data: { 'text/plain': '42' }, metadata: {} }
    ])
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['index', 'id', 'status', 'outputs', 'wallMs', 'scope', 'help'])
      expect(row.id).toMatch(/.+/)
      expect(row.wallMs).toBeGreaterThan(0)
    }
  })

  test('a failing cell ends the run; with --allow-errors it goes on; either way the exit code is 1', async () => {
    const file = document('fails.md', 'x = 1', 'undefined_name', 'print(x)')
    const stopped = await gilscope('run', file, '--json')
    expect(stopped.code).toBe(1)
    expect(rowsOf(stopped).map((row) => row.status)).toEqual(['ok', 'error'])
    expect(stopped.err).toBe('gilscope: 1 of 2 code cells did not pass: cell 3 (error)\n')

    const whole = await gilscope('run', file, '--json', '--allow-errors')
    expect(whole.code).toBe(1)
    expect(rowsOf(whole).map((row) => row.status)).toEqual(['ok', 'error', 'ok'])
    expect(errorOf(rowsOf(whole)[1]!)).toMatchObject({ ename: 'NameError' })
  })

  test('a cell that is tagged as there to fail ends nothing, and has passed', async () => {
    const file = join(folder, 'tagged.py')
    writeFileSync(file, '# %% tags=["raises-exception"]\nundefined_name\n\n# %%\nprint("on")\n')
    const outcome = await gilscope('run', file, '--json')
    expect({ code: outcome.code, err: outcome.err }).toEqual({ code: 0, err: '' })
    expect(rowsOf(outcome).map((row) => row.status)).toEqual(['error', 'ok'])
  })

  test('a cell that fails says how it could be mended, in the list, the rows and the report', async () => {
    const file = document('mend.md', 'from threading import Thread\nprint(current_thread().name)')
    const sentence = '`current_thread` is not imported: the standard library has it in `threading`.'
    const listed = await gilscope('run', file, '--report', 'mend-report.md')
    expect(listed.out).toContain(`${' '.repeat(24)}${sentence}\n`)
    expect(readFileSync(join(folder, 'mend-report.md'), 'utf8')).toContain(sentence)
    const [row] = rowsOf(await gilscope('run', file, '--json'))
    expect(row?.help).toMatchObject({ rule: 'missing-import', sentence })
    const mended = document('mended.md', row?.help?.fixes[0]?.code ?? '')
    const [after] = rowsOf(await gilscope('run', mended, '--json'))
    expect(after).toMatchObject({ status: 'ok', help: null })
    expect(textOf(after!)).toBe('MainThread\n')
  })

  test('a notebook whose place is gone when it has run is not lost', async () => {
    mkdirSync(join(folder, 'results'))
    const file = document('gone.md', 'import shutil\nshutil.rmtree("results")\nprint("kept")')
    const { code, err } = await gilscope('run', file, '-o', join('results', 'gone.ipynb'))
    const rescued = /; what has run is in (.*)\n$/.exec(err)?.[1]
    expect({ code, rescued }).toEqual({ code: 2, rescued: expect.stringMatching(/gone\.ipynb$/) })
    expect(readFileSync(rescued!, 'utf8')).toContain('kept')
    rmSync(dirname(rescued!), { recursive: true })
  })

  test('a cell that takes too long is interrupted and marked, and the run goes on', async () => {
    document('slow.md', 'print("on", flush=True)\nwhile True: pass', 'print("next")')
    await gilscope('convert', 'slow.md', '-o', 'slow.ipynb')
    const written = JSON.parse(readFileSync(join(folder, 'slow.ipynb'), 'utf8')) as {
      cells: { metadata: object }[]
    }
    // Notes stay; who wrote what is of outputs that are gone.
    written.cells[1]!.metadata = { gilscope: { notes: ['mine'], authors: { who: ['', '7 child'] } } }
    writeFileSync(join(folder, 'slow.ipynb'), JSON.stringify(written))
    const run = ['run', 'slow.ipynb', '-o', 'slow.ipynb']
    const outcome = await gilscope(...run, '--json', '--cell-timeout', '2')
    expect(outcome.code).toBe(1)
    const [slow, next] = rowsOf(outcome)
    expect(slow).toMatchObject({ status: 'timeout' })
    expect(textOf(slow!)).toBe('on\n')
    expect(errorOf(slow!)).toMatchObject({ ename: 'KeyboardInterrupt' })
    expect(textOf(next!)).toBe('next\n')
    const saved = JSON.parse(readFileSync(join(folder, 'slow.ipynb'), 'utf8')) as {
      cells: { metadata: object }[]
    }
    expect(saved.cells[1]!.metadata).toEqual({ gilscope: { notes: ['mine'], status: 'timeout' } })
  })

  test('a cell that cannot be interrupted loses its kernel, which is said, and the run goes on', async () => {
    const deaf = 'import time\nwhile True:\n    try: time.sleep(9)\n    except KeyboardInterrupt: pass'
    const outcome = await gilscope(
      'run',
      document('deaf.md', deaf, '"fresh"'),
      '--json',
      '--cell-timeout',
      '2'
    )
    expect(outcome.code).toBe(1)
    expect(rowsOf(outcome).map((row) => row.status)).toEqual(['timeout', 'ok'])
    expect(errorOf(rowsOf(outcome)[0]!)).toMatchObject({ ename: 'KernelEnded' })
    expect(outcome.err).toContain('an interrupt did not stop the cell')
  })

  test('a cell whose kernel dies says how; the next ones run in a fresh kernel', async () => {
    const file = document('dies.md', 'x = 1', 'import os\nos._exit(3)', '"x" in globals()')
    const outcome = await gilscope('run', file, '--json', '--allow-errors')
    expect(rowsOf(outcome).map((row) => row.status)).toEqual(['ok', 'error', 'ok'])
    expect(errorOf(rowsOf(outcome)[1]!)).toMatchObject({
      ename: 'KernelDied',
      evalue: 'the kernel died (exit code 3)'
    })
    expect(rowsOf(outcome)[2]!.outputs).toMatchObject([{ data: { 'text/plain': 'False' } }])
  })

  test('late lines are in the row of the cell that started their thread or process', async () => {
    const thread = `
import threading, time
def late():
    time.sleep(0.3)
    print("late thread")
threading.Thread(target=late).start()`
    const child = 'import subprocess\nsubprocess.Popen(["sh", "-c", "sleep 0.4; echo late child"])\nNone'
    const rows = rowsOf(await gilscope('run', document('late.md', thread, child), '--json'))
    expect(rows.map(textOf)).toEqual(['late thread\n', 'late child\n'])
  })

  test('input() finds the end of its input', async () => {
    const [row] = rowsOf(await gilscope('run', document('input.md', 'input("name? ")'), '--json'))
    expect(errorOf(row!)).toMatchObject({ ename: 'EOFError' })
  })

  test('runs in the folder of the file, whatever the folder of the caller', async () => {
    const [row] = rowsOf(
      await gilscope('run', document('notes/where.md', 'import os\nprint(os.getcwd())'), '--json')
    )
    expect(textOf(row!).trim()).toBe(join(folder, 'notes'))
  })

  test('-o and --report write the executed notebook and a report', async () => {
    const file = document('both.md', 'print("shown")', '1 / 0', 'print("never")')
    await gilscope('run', file, '-o', 'both.ipynb', '--report', 'both.report.md')
    const { cells } = JSON.parse(readFileSync(join(folder, 'both.ipynb'), 'utf8')) as {
      cells: { execution_count?: number | null; outputs?: unknown[] }[]
    }
    const code = cells.filter((cell) => cell.outputs !== undefined)
    expect(code.map((cell) => cell.execution_count)).toEqual([1, 2, null])
    expect(code.map((cell) => cell.outputs?.length)).toEqual([1, 1, 0])
    const report = readFileSync(join(folder, 'both.report.md'), 'utf8')
    expect(report).toContain('1 of 2 code cells passed')
    expect(report).toContain('shown')
    expect(report).toContain('ZeroDivisionError: division by zero')
  })

  const BUSY = `
import threading, time
def busy(end):
    while time.perf_counter() < end: pass
threads = [threading.Thread(target=busy, args=(time.perf_counter() + 1.5,), name=f"busy-{i}") for i in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()`

  test.runIf(isLinux)(
    '--json tells what the threads of each cell did, and which cell started them',
    async () => {
      const left = 'import threading\ndone = threading.Event()\nthreading.Thread(target=done.wait).start()'
      const outcome = await gilscope('run', document('busy.md', left, `${BUSY}\ndone.set()`, ''), '--json')
      expect({ code: outcome.code, err: outcome.err }).toEqual({ code: 0, err: '' })
      const [first, second, empty] = rowsOf(outcome).map((row) => row.scope)
      expect(first).toMatchObject({ tier: 'exact', pattern: 'too-short' })
      expect(second).toMatchObject({
        tier: 'exact',
        pattern: 'gil-serialized',
        processes: [{ pid: expect.any(Number) }]
      })
      expect(second!.sentence).toMatch(/GIL/)
      expect(second!.wallMs).toBeGreaterThan(1400)
      expect(second!.gil!.switches).toBeGreaterThan(20)
      const startedBy = new Map(second!.threads.map((thread) => [thread.name, thread.startedBy]))
      expect([0, 1, 2, 3].map((i) => startedBy.get(`busy-${i}`))).toEqual([3, 3, 3, 3])
      expect(startedBy.get('gilscope-input')).toBe(null)
      expect([...startedBy.values()]).toContain(1)
      expect(empty).toBe(null)
    }
  )

  test.runIf(isLinux)('a sentence follows a cell that ran long enough, also in the report', async () => {
    const { out } = await gilscope('run', document('said.md', BUSY, 'pass'), '--report', 'said.report.md')
    const lines = out.split('\n')
    const sentence = lines[2]!.trim()
    expect(sentence).toMatch(/GIL/)
    expect(lines[4]).toMatch(/^ +3 +ok +\d+ ms +pass$/)
    expect(lines.length).toBe(7)
    expect(readFileSync(join(folder, 'said.report.md'), 'utf8')).toContain(`\n${sentence}\n`)
  })

  test.runIf(isLinux)('--trace writes what every thread did, for Perfetto', async () => {
    const { code } = await gilscope('run', document('traced.md', 'x = 1', BUSY), '--trace', 'traced.json')
    expect(code).toBe(0)
    const { traceEvents } = JSON.parse(readFileSync(join(folder, 'traced.json'), 'utf8')) as TraceFile
    const names = traceEvents
      .filter((event) => event.name === 'thread_name')
      .map((event) => event.args?.['name'])
    expect(names).toEqual(expect.arrayContaining(['busy-0', 'busy-1', 'busy-2', 'busy-3']))
    const cells = traceEvents.filter((event) => event.cat === 'cell')
    expect(cells.map((event) => event.name)).toEqual(['In [1]', 'In [2]'])
    expect(cells[1]!.ts).toBeGreaterThanOrEqual(cells[0]!.ts! + cells[0]!.dur!)
  })

  test.runIf(isLinux)(
    '--pin keeps what the threads did in the executed notebook, once for each Python',
    async () => {
      const pinsIn = (name: string): KeptRun[] => {
        const { cells } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { cells: CodeCell[] }
        return cells.flatMap(({ metadata }) => pinsOf(metadata))
      }
      const file = document('pinned.md', 'x = 1', BUSY)
      expect((await gilscope('run', file, '-o', 'pinned.ipynb', '--pin', 'before')).code).toBe(0)
      const [pin, ...others] = pinsIn('pinned.ipynb')
      expect(others).toEqual([])
      expect(pin).toMatchObject({ name: 'before', source: BUSY, trace: { run: pin!.run } })
      const started = pin!.trace.threads.filter(({ startedBy }) => startedBy === pin!.run)
      expect(started.map(({ name }) => name)).toEqual(expect.arrayContaining(['busy-0', 'busy-3']))

      const again = ['run', 'pinned.ipynb', '-o', 'again.ipynb', '--pin']
      expect((await gilscope(...again, 'before')).code).toBe(0)
      expect(pinsIn('again.ipynb').map(({ name }) => name)).toEqual(['before'])
      expect((await gilscope(...again, 'after')).code).toBe(0)
      expect(pinsIn('again.ipynb').map(({ name }) => name)).toEqual(['before', 'after'])
    }
  )
})

describe('what cannot be done ends with 2 and one line on stderr', () => {
  test.each([
    [['run', 'a.md', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['run', 'missing.ipynb'], 'missing.ipynb'],
    [['run', 'two.md', '-o', 'no/such/folder.ipynb'], 'no such folder'],
    [['run', 'two.md', '--report', 'notes'], 'notes cannot be written: it is a folder'],
    [['run', 'notes'], 'notes cannot be read: it is a folder'],
    [['run', 'two.md', '--trace', 'no/such/folder.json'], 'no such folder'],
    [['run', 'two.md', '--pin', 'kept'], 'say where to write it'],
    [['run', 'two.md', '--python', '/no/such/python'], 'there is no /no/such/python']
  ])('%j', async (args, message) => {
    document('two.md', '1')
    const { code, out, err } = await gilscope(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/^gilscope: .*\n$/)
  })

  test('a file that is no notebook', async () => {
    writeFileSync(join(folder, 'broken.ipynb'), '{"cells": [')
    const { code, err } = await gilscope('run', 'broken.ipynb')
    expect(code).toBe(2)
    expect(err).toMatch(/^gilscope: .*broken\.ipynb.*\n$/)
  })
})

describe('the other commands', () => {
  test('convert makes a notebook of a document, and leaves a notebook as it is', async () => {
    expect((await gilscope('convert', document('doc.md', '1'), '-o', 'doc.ipynb')).code).toBe(0)
    const made = readFileSync(join(folder, 'doc.ipynb'), 'utf8')
    expect(JSON.parse(made)).toMatchObject({ nbformat: 4, nbformat_minor: 5 })
    await gilscope('convert', 'doc.ipynb', '-o', 'again.ipynb')
    expect(readFileSync(join(folder, 'again.ipynb'), 'utf8')).toBe(made)
  })

  test('convert goes from each format to each other, and what text cannot hold is said', async () => {
    const at = (name: string): string => join(folder, name)
    const text = '# 并发\n\n```python tags=["a"]\nprint(1)\n```\n\n```text\n1\n```\n\n- list\n'
    writeFileSync(at('a.md'), text)
    const chain = ['a.md', 'b.ipynb', 'c.py', 'd.myst.md', 'e.ipynb', 'f.md']
    for (const [i, name] of chain.slice(1).entries()) {
      const { code, out } = await gilscope('convert', chain[i] ?? '', '-o', name)
      expect({ code, out }).toEqual({ code: 0, out: `${chain[i] ?? ''} → ${name} (3 cells)\n` })
    }
    expect(readFileSync(at('c.py'), 'utf8')).toContain('# %% tags=["a"]')
    expect(readFileSync(at('d.myst.md'), 'utf8')).toContain('```{code-cell} ipython3\n:tags: [a]\n')
    // The notebook remembers that it was MyST.
    expect(readFileSync(at('f.md'), 'utf8')).toContain('{code-cell}')
    await gilscope('convert', 'b.ipynb', '-o', 'g.md')
    expect(readFileSync(at('g.md'), 'utf8')).toBe(text)

    const ran = JSON.parse(readFileSync(at('b.ipynb'), 'utf8')) as { cells: { outputs?: unknown[] }[] }
    ran.cells[1]?.outputs?.push({ output_type: 'stream', name: 'stdout', text: '1' })
    writeFileSync(at('ran.ipynb'), JSON.stringify(ran))
    expect((await gilscope('convert', 'ran.ipynb', '-o', 'ran.py')).out).toContain(
      'outputs, pasted pictures and pinned runs are not kept'
    )
    const refused = await gilscope('convert', 'a.md', '-o', 'a.docx')
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('must end in .ipynb, .md') as unknown
    })
  })

  test('interpreters, --help and --version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await gilscope('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect((await gilscope('--help')).out).toContain('--cell-timeout SECONDS')
    const listed = await gilscope('interpreters')
    expect(listed.code).toBe(0)
    expect(listed.out.split('\n')[0]).toMatch(/^3\.\d+\.\d+ +\w+ +\//)
  })
})

test('--headless runs a file, and writes it with its outputs and a report where it was asked for', async () => {
  const file = document('without a window.md', 'print("no window")', '1 / 0', '"after it"')
  const { code, out } = await gilscope('--headless', file, '-o', 'shown')
  expect(code).toBe(1)
  const written = join(folder, 'shown/without a window')
  expect(out).toContain(`The executed notebook is ${written}.ipynb, its report ${written}.md`)
  expect(readFileSync(`${written}.ipynb`, 'utf8')).toContain('after it')
  expect(readFileSync(`${written}.md`, 'utf8')).toContain('ZeroDivisionError')
})

test('--headless without a file runs an example; into a folder that cannot be made it says so', async () => {
  const { code, out } = await gilscope('--headless')
  expect(code).toBe(0)
  expect(out).toMatch(/gilscope-headless\/01-.*\.ipynb/)
  writeFileSync(join(folder, 'taken'), '')
  const refused = await gilscope('--headless', '-o', 'taken')
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('taken')
})
