/** What a run has measured of a figure that was predicted, and how near a prediction came. Pure. */
import { stripFigures } from '../trace/verdict/stripFigures'
import type { Trace } from '../trace/trace'
import type { Figure } from './prediction'

/**
 * Why a figure was not measured: the run was too brief, its threads could not be seen, its Python has no GIL, or the
 * GIL could not be read.
 */
export type Unmeasured = 'brief' | 'notSeen' | 'noGil' | 'notRead'

/** The same value as in the line below the cell. */
export function measured(figure: Figure, trace: Trace): number | Unmeasured {
  if (figure === 'seconds') return trace.duration / 1_000_000
  const { cores, threads, processes, gil, verdict } = stripFigures(trace)
  if (verdict.pattern === 'too-short') return 'brief'
  if (trace.tier === 'portable' && trace.threads.length === 0) return 'notSeen'
  const without = trace.tier === 'no-gil' ? 'noGil' : 'notRead'
  switch (figure) {
    case 'cores':
      return cores
    case 'threads':
      return threads
    case 'processes':
      return processes
    case 'gilHeld':
      return gil?.held ?? without
    case 'gilWaited':
      return gil?.waited ?? without
    case 'handoffsPerSecond':
      return gil?.handOffs ?? without
  }
}

export type Nearness = 'right' | 'near' | 'far'

/** How far off a number may be: by so much, or by that share of the larger one. */
interface Bound {
  readonly by: number
  readonly share: number
}

/**
 * Runs scatter, and other programs take cores; nobody foretells hundredths. What can be counted is right only as it is,
 * and how often the GIL changes hands is foretold well by whoever knows its order of magnitude.
 */
const BOUNDS: Record<Figure, Record<'right' | 'near', Bound>> = {
  cores: { right: { by: 0.25, share: 0.15 }, near: { by: 0.5, share: 0.35 } },
  threads: { right: { by: 0, share: 0 }, near: { by: 1, share: 0.1 } },
  processes: { right: { by: 0, share: 0 }, near: { by: 1, share: 0.1 } },
  seconds: { right: { by: 0.1, share: 0.25 }, near: { by: 0.2, share: 0.5 } },
  gilHeld: { right: { by: 0.1, share: 0 }, near: { by: 0.25, share: 0 } },
  gilWaited: { right: { by: 0.1, share: 0 }, near: { by: 0.25, share: 0 } },
  handoffsPerSecond: { right: { by: 5, share: 0.5 }, near: { by: 20, share: 0.9 } }
}

export function nearnessOf(figure: Figure, predicted: number, value: number): Nearness {
  const off = Math.abs(predicted - value)
  // Rounding of decimal fractions must not decide.
  const isWithin = ({ by, share }: Bound): boolean =>
    off <= Math.max(by, share * Math.max(predicted, value)) + 1e-9
  const { right, near } = BOUNDS[figure]
  return isWithin(right) ? 'right' : isWithin(near) ? 'near' : 'far'
}
