import { KeptFile } from './KeptFile'

/** A number is given a moment before its thread can be found, so a birth is news for two looks. */
const NEWS_FOR = 2

const SPACE = 0x20
const ZERO = 0x30

/**
 * Whether a thread or process may have begun. The system numbers both in one row, and tells the number that it gave last at
 * the end of `/proc/loadavg` (proc_loadavg(5)). That is one look for all that is watched: while nothing begins on the
 * machine, no process has to be asked for new threads and children.
 */
export class Births {
  private readonly file: KeptFile | null
  private readonly bytes = Buffer.alloc(128)
  private last = 0
  /** How many looks ago a number was given; 0 where the system does not tell. */
  private age = 0

  constructor(proc: string) {
    this.file = KeptFile.open(`${proc}/loadavg`)
  }

  /** To be called once for each sample. */
  look(): void {
    const last = lastNumber(this.bytes, this.file?.read(this.bytes) ?? -1)
    this.age = last === this.last && last > 0 ? this.age + 1 : 0
    this.last = last
  }

  /** Whether there may be threads that were not there at the look before. */
  get areNew(): boolean {
    return this.age < NEWS_FOR
  }

  /** Whether something may have begun in so many looks. */
  within(looks: number): boolean {
    return this.age < looks
  }

  close(): void {
    this.file?.close()
  }
}

/** The number at the end of a line of `length` bytes; 0 when there is none. */
function lastNumber(bytes: Buffer, length: number): number {
  let value = 0
  // The line ends with a newline.
  for (let at = length - 2, scale = 1; at >= 0 && bytes[at] !== SPACE; at -= 1, scale *= 10)
    value += ((bytes[at] ?? ZERO) - ZERO) * scale
  return value
}
