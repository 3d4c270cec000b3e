import type { Ms } from '../../common/brands'

/**
 * The clock of all samples: CLOCK_MONOTONIC on Linux, so equal in every thread and process, and to Python's
 * `time.monotonic() * 1000`. It never jumps, and stands still while the machine sleeps.
 */
export function steadyNow(): Ms {
  const [seconds, nanoseconds] = process.hrtime()
  return (seconds * 1_000 + nanoseconds / 1_000_000) as Ms
}
