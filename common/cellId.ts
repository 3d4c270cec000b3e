/** Cell ids as nbformat 4.5 wants them: 1 to 64 letters, digits, `-` and `_`, unique in their notebook. */
import type { CellId } from './brands'

const VALID = /^[a-zA-Z0-9_-]{1,64}$/

/** Whether a file's `id` may be used as it is. */
export function isCellId(value: unknown): value is CellId {
  return typeof value === 'string' && VALID.test(value)
}

/** A random id for a new cell: 12 hexadecimal digits, so that chance never repeats one in a notebook. */
export function newCellId(): CellId {
  return (hex24(Math.random()) + hex24(Math.random())) as CellId
}

/**
 * Makes ids for the cells of a file that gives them none (or bad ones), out of what the cells say: reading the same text
 * again gives the same ids, and so does reading it after other cells were added or removed.
 */
export class MadeCellIds {
  /** How often each text has occurred: without it, a thousand empty cells would be a thousand searches. */
  private readonly copies = new Map<string, number>()

  /** @param taken ids already in use in this notebook; made ones are added */
  constructor(private readonly taken: Set<string>) {}

  /** An id for a cell with this text in the file. */
  idFor(text: string): CellId {
    const stem = hash(text)
    let copy = this.copies.get(stem) ?? 0
    let id: string
    do id = ++copy === 1 ? stem : `${stem}-${copy}`
    while (this.taken.has(id))
    this.copies.set(stem, copy)
    this.taken.add(id)
    return id as CellId
  }
}

function hex24(fraction: number): string {
  return Math.floor(fraction * 0x1000000)
    .toString(16)
    .padStart(6, '0')
}

/** FNV-1a, twice with different starts: 64 bits are enough to tell a notebook's cells apart. */
function hash(text: string): string {
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
