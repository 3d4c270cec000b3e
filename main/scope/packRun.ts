import type { PackedTrace } from '../../common/trace/packedTrace'
import { packWithin } from '../../common/trace/pack'
import { thinTrace } from '../../common/trace/thinTrace'
import type { Trace } from '../../common/trace/trace'

/**
 * Packs the growing trace of one run after another, within the usual size. What was too much detail before is so again:
 * to begin with what was little enough makes a long run's trace ten times as fast to pack.
 */
export function runPacker(): (trace: Trace) => PackedTrace {
  let run: Trace['run'] | null = null
  let step = 0
  return (trace) => {
    if (trace.run !== run) step = 0
    run = trace.run
    const packed = packWithin(step > trace.thinnedStep ? thinTrace(trace, step) : trace)
    if (packed.thinnedBefore === packed.duration) step = packed.thinnedStep
    return packed
  }
}
