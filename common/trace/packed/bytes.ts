/** Numbers as bytes, and bytes as text that JSON can carry. Small numbers take few bytes. */

/** Whole numbers from 0 to 2^53, seven bits to a byte, the lowest first (LEB128). */
export class ByteWriter {
  private bytes = new Uint8Array(256)
  private length = 0

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes[this.length++] = value
  }

  whole(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  take(): Uint8Array {
    return this.bytes.subarray(0, this.length)
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
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]))

/** Base64 without padding. (What the platforms have for it differs between Node and the page.) */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let digit = 0; digit < Math.min(4, left + 1); digit++)
      parts.push(DIGITS.charAt((word >> (18 - 6 * digit)) & 63))
  }
  return parts.join('')
}

/** Bytes from base64, padded or not. Throws a `RangeError` at other characters. */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [word, bits, length] = [0, 0, 0]
  for (const digit of digits) {
    const value = VALUES.get(digit)
    if (value === undefined) throw new RangeError('this is not base64')
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = (word >> bits) & 255
  }
  return bytes
}
