import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { KernelState, RunEvent } from '../../common/session'
import { KernelSlot } from './KernelSlot'
import { somePython } from './testing/Page'

let folder: string
let slot: KernelSlot
let events: RunEvent[]
let batches: number
let states: KernelState[]
let preferred: string | null
let trustsAll: boolean
let remembered: string | null
let kernelspec: string | null
let stopsOnError: boolean

function makeSlot(): KernelSlot {
  return new KernelSlot({
    kernelsFolder: resolve(import.meta.dirname, '../../kernels'),
    folder: () => folder,
    remembered: () => remembered,
    kernelspec: () => kernelspec,
    preferred: () => preferred,
    trusts: () => Promise.resolve(trustsAll),
    stopsOnError: () => stopsOnError,
    onEvents: (batch) => {
      events.push(...batch)
      batches += 1
    },
    onState: (state) => states.push(state),
    onTerminal: () => undefined,
    onNonsense: (problem) => {
      throw new Error(problem)
    }
  })
}

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gilscope-slot-')))
  events = []
  batches = 0
  states = []
  preferred = null
  trustsAll = false
  remembered = null
  kernelspec = null
  stopsOnError = true
  slot = makeSlot()
})
afterEach(async () => {
  await slot.stop()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const request = (run: string, code: string) => ({ run: run as RunId, cell: 'cell' as CellId, code })
const printed = (): string => events.map((event) => (event.kind === 'stream' ? event.text : '')).join('')
const ended = (run: string): Promise<void> =>
  vi.waitFor(
    () => {
      expect(events.filter((event) => event.kind === 'execute_reply').map((event) => event.run)).toContain(
        run
      )
    },
    { timeout: 20_000 }
  )

describe("a notebook's place for a kernel", () => {
  it('is empty until a cell is run, and then has a kernel in the folder of the notebook', async () => {
    expect(slot.state.status).toBe('none')
    await slot.run([request('r1', 'import os; print(os.getcwd())')])
    await ended('r1')
    expect(printed().trim()).toBe(folder)
    expect(states.map((state) => state.status)).toEqual(['starting', 'idle', 'busy', 'idle'])
  })

  it('follows the notebook to another folder at the next start', async () => {
    await slot.run([request('r1', '1')])
    await ended('r1')
    const other = await realpath(await mkdtemp(join(tmpdir(), 'gilscope-slot-')))
    await rm(folder, { recursive: true })
    folder = other
    await slot.restart()
    await slot.run([request('r2', 'import os; print(os.getcwd())')])
    await ended('r2')
    expect(printed().trim()).toBe(other)
  })

  it('makes one kernel out of two clicks', async () => {
    await Promise.all([slot.start(null), slot.start(null), slot.run([request('r1', '1')])])
    await ended('r1')
    expect(states.filter((state) => state.status === 'starting')).toHaveLength(1)
  })

  it('says why no kernel can be had, and that the cells were not run', async () => {
    await slot.start(join(folder, 'no-such-python'))
    expect(slot.state).toMatchObject({ status: 'failed' })
    preferred = join(folder, 'gone')
    await slot.run([request('r1', 'print("the best there is")')])
    await ended('r1') // a preferred Python that is gone is no reason to have none
    expect(printed()).toContain('the best there is')
  })

  it('takes the Python chosen for the notebook before all others, and passes over one that is gone', async () => {
    const own = async (place: string): Promise<string> => {
      const python = join(folder, place)
      await mkdir(dirname(python), { recursive: true })
      await symlink((await somePython()).path, python)
      return python
    }
    const path = (): string | undefined =>
      slot.state.status === 'idle' ? slot.state.interpreter.path : undefined
    const byJupyter = await own('jupyter/bin/python')
    vi.stubEnv('JUPYTER_DATA_DIR', folder)
    await mkdir(join(folder, 'kernels', 'course'), { recursive: true })
    const spec = { argv: [byJupyter, '-m', 'ipykernel'], display_name: 'Course', language: 'python' }
    await writeFile(join(folder, 'kernels', 'course', 'kernel.json'), JSON.stringify(spec))
    preferred = await own('last/bin/python')
    const starts = async (): Promise<string | undefined> => {
      await slot.stop()
      slot = makeSlot()
      await slot.start(null)
      return path()
    }
    expect(await starts()).toBe(preferred)
    kernelspec = 'course'
    expect(await starts()).toBe(byJupyter)
    const venv = await own('.venv/bin/python')
    await writeFile(join(folder, '.venv', 'pyvenv.cfg'), '')
    expect(await starts()).toBe(byJupyter)
    trustsAll = true
    expect(await starts()).toBe(venv)
    remembered = await own('chosen/bin/python')
    expect(await starts()).toBe(remembered)
    await rm(remembered)
    expect(await starts()).toBe(venv)
  })

  it('runs what is behind a failing cell when told not to stop, or when that cell may fail', async () => {
    await slot.run([{ ...request('r1', '1 / 0'), mayFail: true }, request('r2', '1 / 0'), request('r3', '3')])
    await ended('r2')
    expect(events.filter(({ kind }) => kind === 'aborted')).toEqual([{ kind: 'aborted', run: 'r3' }])
    stopsOnError = false
    await slot.run([request('r4', '1 / 0'), request('r5', 'print("went on")')])
    await ended('r5')
    expect(printed()).toContain('went on')
  })

  it('takes cells out of the queue, also while the kernel is only being chosen', async () => {
    const asked = slot.run(['r1', 'r2', 'r3', 'r4'].map((run) => request(run, `print("${run}")`)))
    await Promise.all([asked, slot.unqueue(['r2', 'r3', 'none'] as RunId[])])
    await ended('r4')
    expect(printed()).toBe('r1\nr4\n')
    const gone = events.filter(({ kind }) => kind === 'aborted').map((event) => 'run' in event && event.run)
    expect(gone).toEqual(['r2', 'r3'])
  })

  it('makes a kernel wait whose prints the page does not keep up with, and loses nothing', async () => {
    const lines = 400_000
    const done = join(folder, 'done')
    await slot.run([
      request(
        'r1',
        `for i in range(${lines}): print(i, "x" * 100)\nopen(${JSON.stringify(done)}, "w").close()`
      )
    ])
    // Nothing is drawn: after some batches the stream stands still, long before the loop is through.
    let before = -1
    await vi.waitFor(
      () => {
        const now = batches
        const stands = now > 0 && now === before
        before = now
        expect(stands).toBe(true)
      },
      { timeout: 20_000, interval: 500 }
    )
    expect(existsSync(done)).toBe(false)
    expect(events.some((event) => event.kind === 'execute_reply')).toBe(false)
    const drawing = setInterval(() => slot.drawn(1), 1)
    await ended('r1').finally(() => clearInterval(drawing))
    expect(printed().trim().split('\n')).toHaveLength(lines)
    expect(existsSync(done)).toBe(true)
  })
})
