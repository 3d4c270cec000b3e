// The app's icon in the forms that systems want, drawn from its one source when they are needed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Only now: what `npm test` begins with is read before any package is installed. */
const resvg = async () => {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return Resvg
}
let ready = null

/**
 * @param {string} source the drawing's file, SVG
 * @param {number} size its width and height, in pixels
 * @returns {Promise<Uint8Array>} a PNG
 */
export async function png(source, size) {
  const Resvg = await (ready ??= resvg())
  const drawing = new Resvg(readFileSync(source, 'utf8'), { fitTo: { mode: 'width', value: size } })
  return drawing.render().asPng()
}

/**
 * For Windows: a directory of pictures, each with its size, colours and place, then the pictures. A size of 256 is written as 0.
 * @returns {Promise<Buffer>}
 */
export async function ico(source) {
  const sizes = [16, 24, 32, 48, 64, 128, 256]
  const pictures = await Promise.all(sizes.map((size) => png(source, size)))
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(sizes.length, 4)
  let place = head.length
  for (const [i, picture] of pictures.entries()) {
    const at = 6 + 16 * i
    head.writeUInt8(sizes[i] % 256, at)
    head.writeUInt8(sizes[i] % 256, at + 1)
    head.writeUInt16LE(1, at + 4) // planes
    head.writeUInt16LE(32, at + 6) // bits per pixel
    head.writeUInt32LE(picture.length, at + 8)
    head.writeUInt32LE(place, at + 12)
    place += picture.length
  }
  return Buffer.concat([head, ...pictures])
}

/** Apple's names for PNGs of a size; those for screens with two pixels a point come last. */
const APPLE = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512]
]

/**
 * For macOS: pieces, each with its name and its length in front, which counts both.
 * @returns {Promise<Buffer>}
 */
export async function icns(source) {
  const pieces = await Promise.all(APPLE.map(async ([name, size]) => piece(name, await png(source, size))))
  return piece('icns', Buffer.concat(pieces))
}

function piece(name, bytes) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(8 + bytes.length, 4)
  return Buffer.concat([head, bytes])
}
