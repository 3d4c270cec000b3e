import { describe, expect, test } from 'vitest'
import { loadBias, parseElf } from './elf'

/** A 64-bit ELF file with one loaded segment and one table of symbols, as small as can be. */
function elf(options: {
  type: number
  table?: number
  names: Readonly<Record<string, number>>
  undefined?: string
}): Buffer {
  const { type, table = 11, names } = options
  const bytes = Buffer.alloc(2_048)
  bytes.write('\x7fELF\x02\x01\x01', 'latin1')
  bytes.writeUInt16LE(type, 16)
  bytes.writeBigUInt64LE(64n, 32) // program headers
  bytes.writeBigUInt64LE(128n, 40) // section headers
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt16LE(64, 58)
  bytes.writeUInt16LE(3, 60)
  // Loaded: 0x400 bytes from 0x1080 of the file at address 0x203080.
  bytes.writeUInt32LE(1, 64)
  bytes.writeBigUInt64LE(0x1080n, 64 + 8)
  bytes.writeBigUInt64LE(0x203080n, 64 + 16)
  bytes.writeBigUInt64LE(0x400n, 64 + 32)
  // Section 1: symbols at 512, their names in section 2 at 1024.
  const symbols = Object.entries(names)
  bytes.writeUInt32LE(table, 192 + 4)
  bytes.writeBigUInt64LE(512n, 192 + 24)
  bytes.writeBigUInt64LE(BigInt(24 * symbols.length), 192 + 32)
  bytes.writeUInt32LE(2, 192 + 40)
  bytes.writeUInt32LE(3, 256 + 4)
  bytes.writeBigUInt64LE(1_024n, 256 + 24)
  bytes.writeBigUInt64LE(512n, 256 + 32)
  let name = 1
  symbols.forEach(([text, address], index) => {
    const at = 512 + 24 * index
    bytes.writeUInt32LE(name, at)
    bytes.writeUInt16LE(text === options.undefined ? 0 : 7, at + 6)
    bytes.writeBigUInt64LE(BigInt(address), at + 8)
    name += bytes.write(`${text}\0`, 1_024 + name, 'latin1')
  })
  return bytes
}
const parse = (bytes: Buffer, names = ['_PyRuntime', 'Py_Version']) =>
  parseElf((offset, length) => bytes.subarray(offset, offset + length), names)

describe('symbols', () => {
  test('are found by their whole name', () => {
    const found = parse(
      elf({ type: 3, names: { not_PyRuntime: 1, _PyRuntimeState_Init: 2, _PyRuntime: 0x5000 } })
    )
    expect(found?.symbols).toEqual(new Map([['_PyRuntime', 0x5000]]))
  })
  test('are found in .symtab too', () => {
    expect(parse(elf({ type: 2, table: 2, names: { _PyRuntime: 0x6000 } }))?.symbols.get('_PyRuntime')).toBe(
      0x6000
    )
  })
  test('that a file only uses are not its own', () => {
    expect(parse(elf({ type: 3, names: { _PyRuntime: 0 }, undefined: '_PyRuntime' }))?.symbols.size).toBe(0)
  })
})

describe('the bias', () => {
  const mapping = {
    start: 0x7f0000002000,
    end: 0x7f0000003000,
    offset: 0x1000,
    path: '/x',
    deleted: false
  }
  test('is 0 for a file with fixed addresses', () => {
    expect(loadBias(parse(elf({ type: 2, names: {} }))!, mapping)).toBe(0)
  })
  test('comes from the mapping and the segment that it shows', () => {
    // The byte 0x1080 of the file is at 0x7f0000002080 and calls itself 0x203080.
    expect(loadBias(parse(elf({ type: 3, names: {} }))!, mapping)).toBe(0x7f0000002080 - 0x203080)
  })
  test('is unknown for a mapping that no segment covers', () => {
    expect(loadBias(parse(elf({ type: 3, names: {} }))!, { ...mapping, offset: 0x9000 })).toBeNull()
  })
})

test('what is not a 64-bit little-endian ELF file is nothing', () => {
  expect(parse(Buffer.from('#!/bin/sh\n'))).toBeNull()
  expect(parse(Buffer.alloc(0))).toBeNull()
})
