/**
 * The processes that a kernel has started: which cell each writes into, which follow the current cell instead, and the
 * end of one of them. They are found from outside, as whatever carries the kernel's token or descends from it.
 */
import { readFile, readlink } from 'node:fs/promises'
import type { RunId } from '../../common/brands'
import type { AliveChild, RunEvent } from '../../common/session'
import { isRunning, signalAll, startOf } from './processTree'

/** Between asking a child to end and ending it: time to write a last file. */
const GRACE_MS = 1000
/** A process that even SIGKILL does not end by then waits in the system, or is not ours to end. */
const PATIENCE_MS = 3000
const LOOK_MS = 20

/** What Python knows of its children. */
export type NamedChild = { readonly pid: number; readonly name: string; readonly server: boolean }

export class Children {
  private readonly following = new Set<number>()

  /**
   * @param find the pids of everything that the kernel started and that still runs
   * @param runOf the run whose terminal is that device
   */
  constructor(
    private readonly find: () => Promise<number[]>,
    private readonly runOf: (device: string) => RunId | null
  ) {}

  /** All of them; `named`: those for which multiprocessing has a name. */
  async listed(named: readonly NamedChild[]): Promise<AliveChild[]> {
    const known = new Map(named.map((child) => [child.pid, child]))
    const found = await Promise.all(
      (await this.find()).map(async (pid): Promise<AliveChild> => {
        const [run, program] = await Promise.all([this.writesInto(pid), programOf(pid)])
        const { name = program, server = false } = known.get(pid) ?? {}
        return { pid, name, server, run, follows: this.following.has(pid) }
      })
    )
    return found.filter((child) => child.name !== '').toSorted((a, b) => a.pid - b.pid)
  }

  /** Whether it is one of them, which then follows the current cell or no longer does. */
  async follow(pid: number, follows: boolean): Promise<boolean> {
    if (!(await this.find()).includes(pid)) return false
    if (follows) this.following.add(pid)
    else this.following.delete(pid)
    return true
  }

  /** The event as an event of the run it belongs to, where `current` is the run that the followers follow. */
  placed(event: RunEvent, current: RunId | null): RunEvent {
    if (current === null || event.kind !== 'raw_output' || event.author === undefined) return event
    return this.following.has(event.author.pid) ? { ...event, run: current } : event
  }

  /** Asks one of them to end, and makes it after a second. False: it is none of them, or it cannot be ended. */
  async end(pid: number): Promise<boolean> {
    const start = await startOf(pid)
    if (!(await this.find()).includes(pid)) return false
    const isTheSame = async (): Promise<boolean> => (await isRunning(pid)) && (await startOf(pid)) === start
    signalAll([pid], 'SIGTERM')
    signalAll([pid], 'SIGCONT') // a stopped process hears nothing
    const asked = performance.now()
    while (await isTheSame()) {
      if (performance.now() > asked + PATIENCE_MS) return false
      if (performance.now() > asked + GRACE_MS) signalAll([pid], 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
    return true
  }

  /** The kernel is gone, and its children with it. */
  forget(): void {
    this.following.clear()
  }

  private async writesInto(pid: number): Promise<RunId | null> {
    for (const descriptor of [1, 2]) {
      const device = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')
      const run = this.runOf(device)
      if (run !== null) return run
    }
    return null
  }
}

/** The name of the program as the system has it; empty once the process is gone. */
async function programOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trimEnd()
}
