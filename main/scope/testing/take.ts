/** Looks at real processes until a test has seen enough: a condition ends it, never a time. */
import type { Ms } from '../../../common/brands'
import type { Sample } from '../../../common/trace/sample'
import type { Sampler } from '../Sampler'

/** Takes whole samples about every `pause` ms until `enough` says so; the test's own time limit is the end of patience. */
export async function takeUntil(
  sampler: Sampler,
  enough: (samples: readonly Sample[]) => boolean,
  pause = 2
): Promise<Sample[]> {
  const samples: Sample[] = []
  while (!enough(samples)) {
    if (sampler.isOver) throw new Error('what was watched has ended')
    const sample = sampler.take(performance.now() as Ms, 0 as Ms, true)
    if (sample) samples.push(sample)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return samples
}
