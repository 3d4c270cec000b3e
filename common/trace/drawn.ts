/**
 * Samples drawn as text, for tests: one line per thread, one letter per planned interval.
 *
 *     main           GGGGwwww
 *     worker         wwwwGGGG
 *     child-1/main     NNNN        a thread of another process; spaces: it does not live
 *
 * G runs Python (and holds the GIL), N runs native code, w waits for the GIL, p is preempted, P is preempted while it
 * holds the GIL, l waits for a lock, L does so while it holds the GIL, s sleeps, i waits for a descriptor, c waits for a
 * process, `.` does none of these. A row whose name ends in `@` says which line the thread of that name is on, from 1 to z
 * (35), in cell `Cell In[1]`; `.` is none. Samples are taken at the beginning, in the middle of every letter and at the end, and
 * the counters say exactly what was drawn.
 */
import type { Ms, RunId } from '../brands'
import { TraceBuilder } from './build/build'
import { drawnTasks } from './drawnTasks'
import type { GilSample, ProcessSample, Sample, ThreadSample, ThreadState, Tier } from './sample'
import type { Trace } from './trace'

const STATES: Record<string, ThreadState> = {
  G: 'python',
  N: 'native',
  w: 'gil-wait',
  p: 'preempted',
  P: 'preempted',
  l: 'lock',
  L: 'lock',
  s: 'sleep',
  i: 'io',
  c: 'child-wait',
  '.': 'idle'
}

export interface Drawing {
  /** How long one letter lasts, in ms. */
  readonly letter?: number
  readonly tier?: Tier
  readonly cores?: number
  /** When the first letter begins, in ms. */
  readonly from?: number
  /** The tasks of the main thread's event loop: see `drawnTasks.ts`. */
  readonly tasks?: string
  /** CPU of children that no sample met, per letter, in ms. */
  readonly unmet?: number
}

interface DrawnThread {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly process: string
  readonly letters: string
  /** Its line at each letter; empty where none is drawn. */
  readonly lines: string
}

/** Whose lines a row says; null for a row of a thread. */
const linesOf = (label: string): string | null => (label.endsWith('@') ? label.slice(0, -1) : null)

/** The name of the process whose lines bear no process name. */
const KERNEL = 'kernel'
const KERNEL_PID = 100

/** The threads of a drawing. Letters begin in the same column everywhere: a thread may be born later than others. */
function read(text: string): DrawnThread[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const column = Math.min(...lines.map((line) => /^\s*\S+ +/.exec(line)?.[0].length ?? line.length))
  const pids = new Map([[KERNEL, KERNEL_PID]])
  const threads: DrawnThread[] = []
  const rows = lines.map((line) => ({ label: line.slice(0, column).trim(), letters: line.slice(column) }))
  for (const { label, letters } of rows.filter((row) => linesOf(row.label) === null)) {
    const [process, name] = label.includes('/') ? (label.split('/') as [string, string]) : [KERNEL, label]
    const pid = pids.get(process) ?? KERNEL_PID + pids.size * 100
    pids.set(process, pid)
    const older = threads.filter((thread) => thread.pid === pid).length
    const drawnLines = rows.find((row) => linesOf(row.label) === label)?.letters ?? ''
    threads.push({ name, pid, tid: pid + older, process, letters, lines: drawnLines })
  }
  return threads
}

/** What a thread had used of something at any time, in letters: it used it during these letters. */
function usedBy(thread: DrawnThread, letters: RegExp): (time: number) => number {
  const totals = [0]
  for (const letter of thread.letters) totals.push((totals.at(-1) ?? 0) + (letters.test(letter) ? 1 : 0))
  return (time) => {
    const whole = Math.min(Math.floor(time), thread.letters.length)
    const [total, next] = [totals[whole] ?? 0, totals[whole + 1] ?? totals[whole] ?? 0]
    return total + (next - total) * (time - Math.floor(time))
  }
}

/** Who holds the GIL of a process in each letter, and how often it had gone to another thread by then. */
function gilOf(threads: readonly DrawnThread[], length: number): { holder: number; switches: number }[] {
  let [last, switches] = [0, 0]
  return Array.from({ length }, (_, i) => {
    const holder = threads.find(({ letters }) => /[GPL]/.test(letters[i] ?? ' '))?.tid ?? 0
    if (holder !== 0 && holder !== last) {
      if (last !== 0) switches++
      last = holder
    }
    return { holder, switches }
  })
}

/** The samples of a drawing. */
export function drawn(text: string, drawing: Drawing = {}): Sample[] {
  const { letter = 4, tier = 'exact', cores = 4, from = 1000, unmet = 0 } = drawing
  const threads = read(text)
  const length = Math.max(...threads.map(({ letters }) => letters.length))
  const processes = [...new Set(threads.map(({ process }) => process))].map((name) => {
    const own = threads.filter(({ process }) => process === name)
    return { name, own, pid: own[0]?.pid ?? 0, gil: gilOf(own, length) }
  })
  const cpu = new Map(threads.map((thread) => [thread, usedBy(thread, /[GN]/)]))
  const queued = new Map(threads.map((thread) => [thread, usedBy(thread, /[pP]/)]))
  const ns = (letters: number): number => Math.round(letters * letter * 1e6)
  const sample = (time: number): Sample => {
    const index = Math.min(Math.floor(time), length - 1)
    const isAlive = ({ letters }: DrawnThread): boolean => (letters[index] ?? ' ') !== ' '
    const present = processes.filter(({ own }) => own.some(isAlive))
    const cpuOf = (some: readonly DrawnThread[]): number =>
      some.reduce((total, thread) => total + (cpu.get(thread)?.(time) ?? 0), 0)
    const gone = threads.filter(({ process }) => !present.some(({ name }) => name === process))
    return {
      at: (from + time * letter) as Ms,
      late: 0 as Ms,
      processes: present.map(({ name, pid, own }): ProcessSample => ({
        ...{ pid, parent: name === KERNEL ? 1 : KERNEL_PID, tier, name, cpuNs: ns(cpuOf(own)) },
        reapedCpuNs: name === KERNEL ? ns(cpuOf(gone) + time * (unmet / letter)) : 0
      })),
      threads: threads.filter(isAlive).map((thread): ThreadSample => {
        const sign = thread.letters[index] ?? '.'
        const { pid, tid, name } = thread
        const line = parseInt(thread.lines[index] ?? '.', 36)
        return {
          ...(line > 0 ? { line: { file: 'Cell In[1]', line } } : {}),
          ...{ pid, tid, started: tid, name, state: STATES[sign] ?? 'idle' },
          core: threads.indexOf(thread) % cores,
          held: tier === 'exact' && /[GPL]/.test(sign),
          cpuNs: ns(cpu.get(thread)?.(time) ?? 0),
          lagNs: 0,
          queuedNs: ns(queued.get(thread)?.(time) ?? 0)
        }
      }),
      gils:
        tier === 'exact'
          ? present.map(({ pid, gil }): GilSample => ({
              ...{ pid, interpreter: 0, holder: 0, switches: 0 },
              ...gil[index]
            }))
          : [],
      dozing: [],
      busyNs: Array.from({ length: cores }, (_, core) =>
        ns(cpuOf(threads.filter((_t, i) => i % cores === core)))
      ),
      problems: []
    }
  }
  return [0, ...Array.from({ length }, (_, i) => i + 0.5), length].map(sample)
}

/** The trace of a drawing, as one run from its first letter to its last. Only the kernel's main thread is older than it. */
export function traced(text: string, drawing: Drawing = {}): Trace {
  const samples = drawn(text, drawing)
  const builder = new TraceBuilder(1000 / (drawing.letter ?? 4))
  const run = 'run' as RunId
  const [first] = samples
  if (!first) throw new Error('nothing is drawn')
  builder.add({
    ...first,
    at: (first.at - 1) as Ms,
    processes: first.processes.filter(({ pid }) => pid === KERNEL_PID),
    threads: first.threads.filter(({ tid }) => tid === KERNEL_PID)
  })
  builder.begin(run, first.at)
  for (const sample of samples) builder.add(sample)
  const trace = builder.end(run, samples.at(-1)?.at ?? first.at)
  const { tasks, letter } = drawing
  return tasks === undefined ? trace : { ...trace, tasks: drawnTasks(tasks, letter, KERNEL_PID) }
}
