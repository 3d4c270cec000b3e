/** Traces for the cells that the fake kernel plays: drawn as text, with a letter for what a thread does in one step. */
import type { RunId } from '../../common/brands'
import { traced, type Drawing } from '../../common/trace/drawn'
import type { Trace } from '../../common/trace/trace'

interface Played {
  /** Its cell has this in its text. */
  readonly part: string
  /** Letters per thread. */
  readonly letters: number
  readonly drawing: Drawing
  /** A thread's name, and its letter in each step (see `common/trace/drawn.ts`). */
  readonly threads: readonly (readonly [name: string, letter: (step: number) => string])[]
}

/** In place of a cell's text: its threads on a Python without a GIL. */
export const WITHOUT_GIL = '# without a GIL'

const workers = (
  count: number,
  letter: (worker: number, step: number) => string
): (readonly [string, (step: number) => string])[] =>
  Array.from({ length: count }, (_, worker) => [`worker-${worker + 1}`, (step) => letter(worker, step)])

/** The same numbers each time, between 0 and 1. */
const noise = (a: number, b: number): number => {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453
  return x - Math.floor(x)
}

const PLAYED: readonly Played[] = [
  {
    part: WITHOUT_GIL,
    letters: 160,
    drawing: { letter: 5, cores: 8, tier: 'no-gil' },
    threads: [
      ['MainThread', (step) => (step < 4 ? 'G' : 'l')],
      ...workers(4, (worker, step) => (step < 4 + worker ? ' ' : 'G'))
    ]
  },
  {
    part: '# four threads',
    letters: 600,
    drawing: { letter: 5, cores: 8 },
    threads: [
      ['MainThread', (step) => (step < 4 ? 'G' : 'l')],
      ...workers(4, (worker, step) => {
        if (step < 4) return ' '
        return step % 4 === worker ? (noise(0, step) < 0.06 ? 'P' : 'G') : 'w'
      })
    ]
  },
  {
    part: '# two processes',
    letters: 320,
    drawing: { letter: 5, cores: 8 },
    threads: [
      ['MainThread', (step) => (step < 20 ? 'G' : 'c')],
      ['ForkProcess-1/MainThread', (step) => (step < 22 ? ' ' : step < 300 ? 'G' : ' ')],
      ['ForkProcess-2/MainThread', (step) => (step < 26 ? ' ' : step < 310 ? 'G' : ' ')]
    ]
  },
  {
    part: '# sleepers',
    letters: 400,
    drawing: { letter: 5, cores: 4 },
    threads: [
      ['MainThread', (step) => (step < 3 ? 'G' : 'l')],
      ...workers(6, (worker, step) =>
        step < 3 ? ' ' : (step + worker * 11) % 80 < 2 ? 'G' : worker < 4 ? 's' : 'i'
      )
    ]
  },
  {
    part: '# a hundred threads',
    letters: 1000,
    drawing: { letter: 5, cores: 8 },
    threads: [
      ['MainThread', (step) => (step < 10 ? 'G' : 'l')],
      ...workers(100, (worker, step) => {
        if (step < 10 + worker) return ' '
        if (Math.floor(noise(1, step) * 100) === worker) return 'G'
        const phase = noise(worker, Math.floor(step / 25))
        return phase < 0.3 ? 'w' : phase < 0.32 ? 'N' : phase < 0.6 ? 'i' : phase < 0.75 ? 'l' : 's'
      })
    ]
  },
  {
    part: '# ten minutes',
    letters: 15_000,
    drawing: { letter: 40, cores: 4 },
    threads: [
      ['MainThread', (step) => (step < 10 ? 'G' : 'l')],
      ...workers(8, (worker, step) => {
        if (step < 10) return ' '
        const minute = Math.floor(step / 1500)
        if (minute % 3 === 2) return worker < 4 ? 'N' : 'p'
        return step % 8 === worker ? 'G' : minute % 3 === 1 && worker > 4 ? 'l' : 'w'
      })
    ]
  },
  {
    part: '# everything',
    letters: 120,
    drawing: { letter: 10, cores: 4 },
    threads: [
      ['MainThread', (step) => (step < 10 ? 'G' : 'l')],
      ...workers(5, (worker, step) =>
        step < 10
          ? ' '
          : ('GGGGGwwwwwPPPPPppppplllllLLLiiiiisssssccccc.....NNNNN'[(step + worker * 9) % 52] ?? '.')
      )
    ]
  },
  {
    part: '# three tasks',
    letters: 100,
    drawing: {
      letter: 10,
      cores: 4,
      tasks: `
        main         R${'g'.repeat(98)}R.
          sleeper-a  rR${'s'.repeat(30)}R.
          sleeper-b  rrR${'s'.repeat(60)}R.
          sleeper-c  rrrR${'s'.repeat(93)}R.`
    },
    threads: [['MainThread', (step) => (step < 4 || step > 96 ? 'G' : 'i')]]
  },
  {
    part: '# two hundred tasks',
    letters: 1500,
    drawing: {
      letter: 1,
      cores: 4,
      tasks: [
        `main      R${'g'.repeat(1498)}R.`,
        ...Array.from({ length: 200 }, (_, task) => {
          const waits = Math.round(200 + noise(2, task) * 600)
          const rest = 1450 - waits
          const second = task % 3 === 0 ? 'l' : task % 3 === 1 ? 'q' : 'i'
          return `  fetch   rR${'s'.repeat(waits)}R${second.repeat(Math.round(rest * noise(3, task)))}R${task === 7 ? '!' : task === 11 ? 'x' : '.'}`
        })
      ].join('\n')
    },
    threads: [['MainThread', (step) => (noise(4, Math.floor(step / 5)) < 0.1 ? 'G' : 'i')]]
  },
  {
    part: '# nested groups',
    letters: 160,
    drawing: {
      letter: 10,
      cores: 4,
      tasks: `
        root                 R${'g'.repeat(150)}R.
          crawler            rR${'g'.repeat(120)}R.
            page             r${'Rii'.repeat(30)}R.
            page             rR${'l'.repeat(20)}R${'i'.repeat(70)}R.
          parser             rR${'q'.repeat(30)}${'H'.repeat(20)}${'q'.repeat(60)}x
            checksum         ${' '.repeat(52)}R${'t'.repeat(40)}R!`
    },
    threads: [['MainThread', (step) => (step > 32 && step < 52 ? 'G' : noise(5, step) < 0.2 ? 'G' : 'i')]]
  },
  {
    part: '# brief',
    letters: 4,
    drawing: { letter: 5, cores: 4 },
    threads: [['MainThread', () => 'G']]
  }
]

/** The trace of a run of a cell with this text, as it was after so many ms or at its end; null when it has none. */
export function traceFor(code: string, run: RunId, after = Infinity): Trace | null {
  const played = PLAYED.find(({ part }) => code.includes(part))
  if (played === undefined) return null
  const { letter = 4 } = played.drawing
  const letters = Math.max(1, Math.min(played.letters, Math.floor(after / letter)))
  const width = Math.max(...played.threads.map(([name]) => name.length)) + 1
  const lines = played.threads.map(([name, letterAt]) => {
    const life = Array.from({ length: letters }, (_, step) => letterAt(step)).join('')
    return life.trim() === '' ? '' : name.padEnd(width) + life
  })
  const trace = traced(lines.join('\n'), played.drawing)
  const tasks = trace.tasks.tasks.map((task) => ({ ...task, startedBy: run }))
  return { ...trace, run, tasks: { ...trace.tasks, tasks }, live: letters < played.letters }
}
