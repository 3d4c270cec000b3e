/** What a run has measured of a figure that was predicted, and how near the prediction came. Pure. */
import { stripFigures } from '../trace/verdict/stripFigures'
import type { Trace } from '../trace/trace'
import type { Figure } from './prediction'

/** The same value as in the line below the cell; null where it was not measured: the GIL is not known, or there is none. */
export function measured(figure: Figure, trace: Trace): number | null {
  const { cores, threads, processes, gil } = stripFigures(trace)
  switch (figure) {
    case 'cores':
      return cores
    case 'threads':
      return threads
    case 'processes':
      return processes
    case 'seconds':
      return trace.duration / 1_000_000
    case 'gilHeld':
      return gil?.held ?? null
    case 'gilWaited':
      return gil?.waited ?? null
    case 'handoffsPerSecond':
      return gil?.handOffs ?? null
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
