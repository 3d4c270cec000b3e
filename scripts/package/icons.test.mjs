import { expect, it } from 'vitest'
import { icns, ico, png } from './icons.mjs'
import { inRoot } from '../setup/places.mjs'

const SOURCE = inRoot('packaging/icon.svg')
const sizeOf = (picture) => [picture.readUInt32BE(16), picture.readUInt32BE(20)] // PNG's first chunk begins with it
const isPng = (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n'

it('is drawn in any size', async () => {
  const picture = Buffer.from(await png(SOURCE, 48))
  expect(isPng(picture)).toBe(true)
  expect(sizeOf(picture)).toEqual([48, 48])
})

it('for Windows has a picture of each size where its directory says', async () => {
  const file = await ico(SOURCE)
  const count = file.readUInt16LE(4)
  expect(count).toBe(7)
  for (let i = 0; i < count; i++) {
    const at = 6 + 16 * i
    const [length, place] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)]
    const picture = file.subarray(place, place + length)
    const size = file.readUInt8(at) || 256
    expect([isPng(picture), sizeOf(picture)]).toEqual([true, [size, size]])
  }
})

it('for macOS is made of pieces that fill the file', async () => {
  const file = await icns(SOURCE)
  expect(file.subarray(0, 4).toString('latin1')).toBe('icns')
  expect(file.readUInt32BE(4)).toBe(file.length)
  const names = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    names.push(file.subarray(at, at + 4).toString('latin1'))
    expect(isPng(file.subarray(at + 8))).toBe(true)
  }
  expect(names).toContain('ic10')
})
