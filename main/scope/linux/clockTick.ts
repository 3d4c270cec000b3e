import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { gunzipSync } from 'node:zlib'
import type { Ms } from '../../../common/brands'

/** At the slowest rate that Linux can be built with. */
const LONGEST = 10 as Ms

/**
 * The time between two ticks of the system's clock, at which it adds to the counters of who is on a CPU. No file of `/proc`
 * counts ticks, but most systems have kept how their kernel was built; where they have not, the longest that it can be.
 */
export function clockTick(): Ms {
  for (const read of [
    () => readFileSync(`/boot/config-${release()}`, 'latin1'),
    () => gunzipSync(readFileSync('/proc/config.gz')).toString('latin1')
  ]) {
    try {
      return tickIn(read())
    } catch {
      // It is not kept there.
    }
  }
  return LONGEST
}

/** The time between two ticks by the text of a kernel's configuration. */
export function tickIn(config: string): Ms {
  const hz = Number(/^CONFIG_HZ=(\d+)$/m.exec(config)?.[1])
  return (hz >= 100 && hz <= 1_000 ? 1_000 / hz : LONGEST) as Ms
}
