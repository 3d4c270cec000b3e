import type { Ms } from '../../common/brands'
import { KeptFile } from './linux/KeptFile'
import { readSched } from './linux/procText'

/** What the calling thread itself costs. To be made and asked by that thread. */
export class OwnCpu {
  private readonly file = KeptFile.open('/proc/thread-self/schedstat')
  private readonly bytes = Buffer.alloc(128)
  private readonly now = { cpuNs: 0, queuedNs: 0, turns: 0 }
  private before = 0

  constructor() {
    this.sinceLast()
  }

  /** CPU time since the last call, in ms; 0 where the system does not tell. */
  sinceLast(): Ms {
    if (this.file === null || !readSched(this.bytes, this.file.read(this.bytes), this.now)) return 0 as Ms
    const used = (this.now.cpuNs - this.before) / 1_000_000
    this.before = this.now.cpuNs
    return used as Ms
  }

  close(): void {
    this.file?.close()
  }
}
