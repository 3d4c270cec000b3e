/** The runs that wait for a kernel to take them, in order. */
import type { RunId } from '../../common/brands'
import type { RunRequest } from '../../common/session'

export class RunQueue {
  private waiting: RunRequest[] = []

  /** @param onAborted hears of each run that leaves without having begun */
  constructor(private readonly onAborted: (run: RunId) => void) {}

  add(requests: readonly RunRequest[]): void {
    this.waiting.push(...requests)
  }

  take(): RunRequest | undefined {
    return this.waiting.shift()
  }

  /** Takes these out, or all; the others keep their order. */
  abort(runs?: readonly RunId[]): void {
    const isOut = ({ run }: RunRequest): boolean => runs?.includes(run) ?? true
    const out = this.waiting.filter(isOut)
    this.waiting = this.waiting.filter((request) => !isOut(request))
    for (const { run } of out) this.onAborted(run)
  }
}
