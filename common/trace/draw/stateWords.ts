import type { Tier } from '../sample'
import type { SpanState } from '../trace'
import type { TrackWords } from './Track'

/**
 * What states are called. Where the GIL is unknown a thread on a CPU is `native` (see `THREAD_STATES`), for nothing says that it
 * held the GIL; nor does anything say that it did not, so all that is said of it is that it runs.
 */
export function stateWords(
  { states, runs }: Pick<TrackWords, 'states' | 'runs'>,
  tier: Tier
): Readonly<Record<SpanState, string>> {
  return tier === 'os' || tier === 'portable' ? { ...states, native: runs } : states
}
