import { KeptFile } from './KeptFile'

const NS_PER_TICK = 10_000_000

/** Time of each core that was not idle, in ns since boot, from the text of `/proc/stat`; cores that are off are 0. */
export function parseBusy(text: string): number[] {
  const busy: number[] = []
  for (const line of text.split('\n')) {
    const core = /^cpu(\d+) /.exec(line)?.[1]
    if (core === undefined) {
      if (busy.length > 0) break
      continue
    }
    // user nice system idle iowait irq softirq steal; guests are part of user.
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
      .split(/ +/)
      .slice(1)
      .map(Number)
    while (busy.length < Number(core)) busy.push(0)
    busy.push((user + nice + system + irq + softirq + steal) * NS_PER_TICK)
  }
  return busy
}

/** The cores of this machine. */
export class Cores {
  private readonly file: KeptFile | null
  private readonly bytes = Buffer.alloc(64 * 1024)

  constructor(proc: string) {
    this.file = KeptFile.open(`${proc}/stat`)
  }

  /** Empty when it cannot be read. */
  readBusy(): number[] {
    const length = this.file?.read(this.bytes) ?? -1
    if (length <= 0) return []
    // What follows the cores is long: each interrupt of the machine has a number there.
    const rest = this.bytes.indexOf('\nintr')
    return parseBusy(this.bytes.toString('latin1', 0, rest > 0 ? Math.min(rest, length) : length))
  }

  close(): void {
    this.file?.close()
  }
}
