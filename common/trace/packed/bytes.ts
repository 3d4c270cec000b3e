/** Numbers as bytes, and bytes as text that JSON can carry. Small numbers take few bytes. */

/** A number takes at most so many bytes. */
const LONGEST = 8

/** Whole numbers from 0 to 2^53, seven bits to a byte, the lowest first (LEB128). */
export class ByteWriter {
  private bytes = new Uint8Array(256)
  private length = 0

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  whole(value: number): void {
    this.reserve(LONGEST)
    this.write(value)
  }

  /** Numbers that rise, as differences. */
  rising(numbers: Float64Array): void {
    this.reserve(LONGEST * numbers.length)
    let last = 0
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] ?? 0
      this.write(number - last)
      last = number
    }
  }

  take(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private reserve(room: number): void {
    if (this.length + room <= this.bytes.length) return
    const larger = new Uint8Array(2 * this.bytes.length + room)
    larger.set(this.bytes)
    this.bytes = larger
  }

  private write(value: number): void {
    let rest = value
    // Those of more than 31 bits are rare, and the others are divided quicker by shifting.
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) this.bytes[this.length++] = (rest % 128) + 128
    for (; rest >= 128; rest >>= 7) this.bytes[this.length++] = (rest & 127) + 128
    this.bytes[this.length++] = rest
  }
}

/** Reads what a `ByteWriter` wrote. Throws a `RangeError` at bytes that none can have written. */
export class ByteReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at
  }

  byte(): number {
    const value = this.bytes[this.at++]
    if (value === undefined) throw new RangeError('the data ends too early')
    return value
  }

  whole(): number {
    let [value, scale] = [0, 1]
    for (;;) {
      const next = this.byte()
      value += (next % 128) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number is too large')
      if (next < 128) return value
      scale *= 128
    }
  }

  /** How many things follow, of which each takes at least `size` bytes: a lie about it must not cost memory. */
  count(size: number): number {
    const count = this.whole()
    if (count * size > this.left) throw new RangeError('the data ends too early')
    return count
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0))
/** By the digits' codes; no digit at all is 255. */
const VALUES = new Uint8Array(128).fill(255)
CODES.forEach((code, value) => (VALUES[code] = value))
/** As many as a function may be called with, everywhere. */
const CHUNK = 8_192

/** Base64 without padding. (What the platforms have for it differs between Node and the page.) */
export function toBase64(bytes: Uint8Array): string {
  const digits = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    // What is over at the end falls beyond the array.
    digits[at++] = CODES[word >> 18] ?? 0
    digits[at++] = CODES[(word >> 12) & 63] ?? 0
    digits[at++] = CODES[(word >> 6) & 63] ?? 0
    digits[at++] = CODES[word & 63] ?? 0
  }
  let text = ''
  for (let at = 0; at < digits.length; at += CHUNK)
    // Spreading would ask the array for each number by itself.
    text += Reflect.apply(String.fromCharCode, null, digits.subarray(at, at + CHUNK)) as string
  return text
}

/** Bytes from base64, padded or not. Throws a `RangeError` at other characters. */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [word, bits, length] = [0, 0, 0]
  for (let i = 0; i < digits.length; i += 1) {
    const value = VALUES[digits.charCodeAt(i)] ?? 255
    if (value === 255) throw new RangeError('this is not base64')
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = (word >> bits) & 255
  }
  return bytes
}
