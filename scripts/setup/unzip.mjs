// Reads the zip archives we meet: one disk, no encryption, members stored or deflated, all below 4 GB.
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
const STORED = 0

/**
 * Unpacks members of an archive, one after another, and checks each one's CRC.
 * @param {string} archive
 * @param {(name: string) => string | null} place gives the path to write a member to, or null to leave it out
 */
export async function unzip(archive, place) {
  const file = await open(archive)
  try {
    for (const entry of await directoryOf(file)) {
      const path = entry.name.endsWith('/') ? null : place(entry.name)
      if (path !== null) await unpack(archive, file, entry, path)
    }
  } finally {
    await file.close()
  }
}

async function unpack(archive, file, entry, path) {
  mkdirSync(dirname(path), { recursive: true })
  const local = await bytes(file, entry.offset, LOCAL_SIZE)
  const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = entry.packed === 0 ? [] : createReadStream(archive, { start, end: start + entry.packed - 1 })
  let crc = 0
  const check = new Transform({
    transform(chunk, _encoding, next) {
      crc = zlib.crc32(chunk, crc)
      next(null, chunk)
    }
  })
  const steps = entry.method === STORED ? [check] : [zlib.createInflateRaw(), check]
  await pipeline(packed, ...steps, createWriteStream(path, { mode: entry.mode }))
  if (crc !== entry.crc) throw new Error(`${archive} is damaged at ${entry.name}`)
}

/** The archive's table of contents, from its end. */
async function directoryOf(file) {
  const { size } = await file.stat()
  const tailSize = Math.min(size, END_SIZE + 0xffff) // a comment of up to 64 KB may follow the end record
  const tail = await bytes(file, size - tailSize, tailSize)
  let end = tailSize - END_SIZE
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('not a zip archive')
  const count = tail.readUInt16LE(end + 10)
  const table = await bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0; entries.length < count;) {
    const nameSize = table.readUInt16LE(at + 28)
    entries.push({
      name: table.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize),
      method: table.readUInt16LE(at + 10),
      crc: table.readUInt32LE(at + 16),
      packed: table.readUInt32LE(at + 20),
      mode: (table.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      offset: table.readUInt32LE(at + 42)
    })
    at += ENTRY_SIZE + nameSize + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

async function bytes(file, position, length) {
  const buffer = Buffer.alloc(length)
  await file.read(buffer, 0, length, position)
  return buffer
}
