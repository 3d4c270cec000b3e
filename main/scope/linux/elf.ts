/** Where a symbol of a mapped ELF file is in a process: 64-bit little-endian files only (x86-64, arm64). */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { FileMapping } from './maps'

const ET_EXEC = 2
const PT_LOAD = 1
const SHT_SYMTAB = 2
const SHT_DYNSYM = 11
const SYMBOL_SIZE = 24
/** A table of symbols beyond this is not Python's (its largest, with debug information, are under 4 MB). */
const TABLE_LIMIT = 64 * 1024 * 1024

/** A segment that the loader maps. */
export interface Segment {
  readonly offset: number
  readonly address: number
  readonly size: number
}

/** What is needed of an ELF file: how its addresses relate to its bytes, and some of its symbols. */
export interface ElfFile {
  /** Mapped at the addresses that the file names (`ET_EXEC`); others can be anywhere. */
  readonly fixed: boolean
  readonly segments: readonly Segment[]
  /** Addresses by name, as in the file, of the names that were asked for and found. */
  readonly symbols: ReadonlyMap<string, number>
}

type ReadAt = (offset: number, length: number) => Buffer

/** 64 bits as a number; larger than 2^53 is rounded, which no offset or address here is. */
function word(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32
}

/**
 * Reads the headers and looks `names` up in `.dynsym` and then, for what is missing there, in `.symtab`.
 * @returns null when the bytes are not a 64-bit little-endian ELF file.
 */
export function parseElf(read: ReadAt, names: readonly string[]): ElfFile | null {
  const header = read(0, 64)
  if (header.length < 64 || header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return null
  const segments: Segment[] = []
  const segmentSize = header.readUInt16LE(54)
  const program = read(word(header, 32), segmentSize * header.readUInt16LE(56))
  for (let at = 0; at + 56 <= program.length; at += segmentSize) {
    if (program.readUInt32LE(at) !== PT_LOAD) continue
    segments.push({
      offset: word(program, at + 8),
      address: word(program, at + 16),
      size: word(program, at + 32)
    })
  }
  const symbols = new Map<string, number>()
  const sectionSize = header.readUInt16LE(58)
  const sections = read(word(header, 40), sectionSize * header.readUInt16LE(60))
  for (const kind of [SHT_DYNSYM, SHT_SYMTAB]) {
    for (let at = 0; at + 64 <= sections.length; at += sectionSize) {
      if (sections.readUInt32LE(at + 4) !== kind || symbols.size === names.length) continue
      const strings = sections.readUInt32LE(at + 40) * sectionSize
      if (strings + 64 > sections.length) continue
      findSymbols(section(read, sections, at), section(read, sections, strings), names, symbols)
    }
  }
  return { fixed: header.readUInt16LE(16) === ET_EXEC, segments, symbols }
}

function section(read: ReadAt, sections: Buffer, at: number): Buffer {
  return read(word(sections, at + 24), Math.min(word(sections, at + 32), TABLE_LIMIT))
}

function findSymbols(
  table: Buffer,
  strings: Buffer,
  names: readonly string[],
  into: Map<string, number>
): void {
  const wanted = new Map<number, string>()
  for (const name of names) {
    if (into.has(name)) continue
    // Linkers let a name be the tail of a longer one, so every place where it ends counts.
    const bytes = Buffer.from(`${name}\0`, 'latin1')
    for (let at = strings.indexOf(bytes); at >= 0; at = strings.indexOf(bytes, at + 1)) wanted.set(at, name)
  }
  if (wanted.size === 0) return
  for (let at = 0; at + SYMBOL_SIZE <= table.length; at += SYMBOL_SIZE) {
    const name = wanted.get(table.readUInt32LE(at))
    const isDefined = table.readUInt16LE(at + 6) !== 0
    if (name !== undefined && isDefined) into.set(name, word(table, at + 8))
  }
}

/**
 * What to add to a file's addresses to get a process's. `mapping` is any mapping of that file.
 * @returns null when no segment of the file can have been mapped there.
 */
export function loadBias(elf: ElfFile, mapping: FileMapping): number | null {
  if (elf.fixed) return 0
  for (const { offset, address, size } of elf.segments) {
    const page = offset - (offset % 4096)
    if (mapping.offset < page || mapping.offset >= offset + size) continue
    return mapping.start - mapping.offset - (address - offset)
  }
  return null
}

/** Symbols do not move within a file, so each is read once: by device, inode and time of change. */
const known = new Map<string, ElfFile | null>()

/**
 * The file at `path` with those of `names` that it defines; remembered for as long as the file does not change. The same
 * names must be asked for every time.
 * @returns null when it cannot be read or is not a 64-bit ELF file.
 */
export function readElf(path: string, names: readonly string[]): ElfFile | null {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const { dev, ino, mtimeMs } = fstatSync(descriptor)
    const key = `${String(dev)} ${String(ino)} ${String(mtimeMs)}`
    const before = known.get(key)
    if (before !== undefined) return before
    const elf = parseElf((offset, length) => {
      const bytes = Buffer.alloc(length)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset))
    }, names)
    known.set(key, elf)
    return elf
  } catch {
    return null
  } finally {
    closeSync(descriptor)
  }
}
