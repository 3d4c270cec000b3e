import type { TaskSteps } from '../../common/taskSteps'
import { steadyNow } from './steadyClock'

/**
 * Brings the times that a kernel tells to our steady clock. On Linux both read CLOCK_MONOTONIC (Python's `time.monotonic`,
 * Node's `process.hrtime`), so that nothing is to be done. Elsewhere the clocks may have begun at different moments: then
 * the message that travelled shortest tells the difference, and times are late by as long as it took.
 */
export function kernelClock(isSame = process.platform === 'linux'): (steps: TaskSteps) => TaskSteps {
  let difference = Infinity
  return (steps) => {
    if (isSame) return steps
    difference = Math.min(difference, Math.round(steadyNow() * 1000) - (steps.since + steps.sent))
    return { ...steps, since: steps.since + difference }
  }
}
