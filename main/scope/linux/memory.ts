import { KeptFile } from './KeptFile'

/** The memory of a watched process, as far as the scope needs it. Tests make one of bytes. */
export interface Memory {
  /** Reads `length` bytes at `address` into `into`; false when not all of them are there. */
  read(address: number, into: Buffer, length: number): boolean
}

/**
 * `/proc/PID/mem`, kept open. It stays on the program that was running when it was opened: after `exec`, and after the
 * process's end, nothing can be read, and the process has to be looked at anew.
 */
export class ProcessMemory implements Memory {
  private constructor(private readonly file: KeptFile) {}

  /** `null` without the right to read it: ptrace rights, as an ancestor, the same user of a dumpable process, or root. */
  static open(folder: string): ProcessMemory | null {
    const file = KeptFile.open(`${folder}/mem`)
    return file && new ProcessMemory(file)
  }

  read(address: number, into: Buffer, length: number): boolean {
    return this.file.read(into, address, length) === length
  }

  close(): void {
    this.file.close()
  }
}

const scratch = Buffer.alloc(8)

/** A pointer or another 64-bit value below 2^53; -1 when it cannot be read. */
export function readWord(memory: Memory, address: number): number {
  return memory.read(address, scratch, 8) ? wordAt(scratch, 0) : -1
}

/** A signed 32-bit value; null when it cannot be read. */
export function readInt32(memory: Memory, address: number): number | null {
  return memory.read(address, scratch, 4) ? scratch.readInt32LE(0) : null
}

/** The unsigned 64-bit value at byte `at`, rounded above 2^53. */
export function wordAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32
}
