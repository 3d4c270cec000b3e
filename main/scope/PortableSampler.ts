import type { Ms } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'
import { reasonSentence } from '../../common/trace/tierReasons'
import type { Sampler } from './Sampler'

/**
 * For systems other than Linux. They offer no way to look into another process without a native add-on, so this reports
 * that the process is there, and that the rest is not known; it makes nothing up.
 */
export class PortableSampler implements Sampler {
  readonly threadCount = 0
  private last: Sample | null = null
  private isFirst = true

  constructor(
    private readonly root: number,
    private readonly system: string = process.platform
  ) {}

  get isOver(): boolean {
    try {
      process.kill(this.root, 0)
      return false
    } catch (error) {
      // Not being allowed to signal it means that it is there.
      return (error as NodeJS.ErrnoException).code !== 'EPERM'
    }
  }

  take(at: Ms, late: Ms): Sample | null {
    const done = this.last
    const reason = reasonSentence('otherSystem', this.system)
    const root = { pid: this.root, parent: process.pid, tier: 'portable', cpuNs: 0, reapedCpuNs: 0 } as const
    const processes = this.isOver ? [] : [{ ...root, ...(this.isFirst ? { reason } : {}) }]
    this.isFirst = false
    this.last = { at, late, processes, threads: [], dozing: [], gils: [], busyNs: [], problems: [] }
    return done
  }

  finish(): Sample | null {
    const done = this.last
    this.last = null
    return done
  }
}
