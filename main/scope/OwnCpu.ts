import type { Ms } from '../../common/brands'
import { KeptFile } from './linux/KeptFile'
import { emptySched, readSched } from './linux/procText'
import { steadyNow } from './steadyClock'

/** What the sampling thread spends CPU time on: reading the watched processes, making traces, packing them. */
export type Work = 'looking' | 'building' | 'packing'
export type Spent = Record<Work, number>

const NS_PER_MS = 1_000_000

/**
 * What the calling thread itself costs. To be made and asked by that thread. The system counts all of it; it is divided
 * by how long each kind of work took on the clock.
 */
export class OwnCpu {
  private readonly file = KeptFile.open('/proc/thread-self/schedstat')
  private readonly bytes = Buffer.alloc(128)
  private readonly counted = emptySched()
  private before = 0
  private took: Spent = { looking: 0, building: 0, packing: 0 }

  constructor() {
    this.cpuSinceLast()
  }

  /** Work was done since `since`. @returns now. */
  did(work: Work, since: Ms): Ms {
    const now = steadyNow()
    this.took[work] += now - since
    return now
  }

  /** CPU time since the last call, in ms; 0 where the system does not tell. */
  sinceLast(): Spent {
    const { looking, building, packing } = this.took
    this.took = { looking: 0, building: 0, packing: 0 }
    const perMs = this.cpuSinceLast() / Math.max(looking + building + packing, 1e-9)
    return { looking: looking * perMs, building: building * perMs, packing: packing * perMs }
  }

  close(): void {
    this.file?.close()
  }

  private cpuSinceLast(): Ms {
    if (this.file === null || !readSched(this.bytes, this.file.read(this.bytes), this.counted)) return 0 as Ms
    const used = (this.counted.cpuNs - this.before) / NS_PER_MS
    this.before = this.counted.cpuNs
    return used as Ms
  }
}
