import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unzip } from './unzip.mjs'

let folder
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gilscope-unzip-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('unpacks deflated and stored members to the places it is told, and leaves others out', async () => {
  const text = 'many words '.repeat(5000)
  writeArchive([
    { name: 'top/words.txt', text },
    { name: 'top/plain', text: 'x', stored: true },
    { name: 'no', text: '' }
  ])
  await unzip(join(folder, 'a.zip'), (name) => (name === 'no' ? null : join(folder, 'to', name.slice(4))))
  expect(readFileSync(join(folder, 'to/words.txt'), 'utf8')).toBe(text)
  expect(readFileSync(join(folder, 'to/plain'), 'utf8')).toBe('x')
})

it('names the member whose bytes are not what they were', async () => {
  writeArchive([{ name: 'words.txt', text: 'words', crc: 7 }])
  await expect(unzip(join(folder, 'a.zip'), (name) => join(folder, name))).rejects.toThrow(
    'damaged at words.txt'
  )
})

/** A zip archive as other programs write it, with the fields that matter. */
function writeArchive(members) {
  const pieces = []
  const table = []
  let offset = 0
  for (const { name, text, stored = false, crc = crc32(text) } of members) {
    const packed = stored ? Buffer.from(text) : deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(stored ? 0 : 8, 10)
    entry.writeUInt32LE(crc, 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    table.push(entry, Buffer.from(name))
    pieces.push(local, Buffer.from(name), packed)
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  writeFileSync(join(folder, 'a.zip'), Buffer.concat([...pieces, directory, end]))
}
