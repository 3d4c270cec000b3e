import { closeSync, openSync, readSync } from 'node:fs'

/**
 * One file under `/proc`, opened once and read again from its start whenever asked: 1 to 4 µs a read, where opening it
 * anew costs 15 to 20. A kept file stays with the process or thread that it was opened for, so a reused number is never
 * taken for the old one: reads of a dead one fail.
 */
export class KeptFile {
  private isOpen = true

  private constructor(private readonly descriptor: number) {}

  /** `null` when there is no such file (any more), no right to read it, or no descriptor left. */
  static open(path: string): KeptFile | null {
    try {
      return new KeptFile(openSync(path, 'r'))
    } catch {
      return null
    }
  }

  /**
   * Fills `into` from the file's byte `from` on.
   * @returns how many bytes were read; 0 at the end, -1 when it cannot be read (any more).
   */
  read(into: Buffer, from = 0, length = into.length): number {
    if (!this.isOpen) return -1
    try {
      return readSync(this.descriptor, into, 0, length, from)
    } catch {
      return -1
    }
  }

  /** Can be called again. */
  close(): void {
    if (!this.isOpen) return
    // The number may belong to another file by the next time.
    this.isOpen = false
    closeSync(this.descriptor)
  }
}
