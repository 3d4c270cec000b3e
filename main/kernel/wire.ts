/** Bytes of the kernel's socket, cut into lines as they stream in. Pure; `common/protocol.ts` reads the lines. */

/** Longer than any sensible output (a film of 100 MB in base64), shorter than what a JavaScript string can hold. */
const MAX_LINE_BYTES = 256 * 1024 * 1024

const NEWLINE = 0x0a

export class LineReader {
  /** The beginning of a line whose end has not come. Pieces, not one buffer: a huge line must not be copied each time. */
  private pieces: Uint8Array[] = []
  private length = 0
  private skipping = false

  /** @param onTooLong told once for each line that is longer than `maxBytes`; the line itself is dropped */
  constructor(
    private readonly onTooLong: () => void = () => undefined,
    private readonly maxBytes = MAX_LINE_BYTES
  ) {}

  /** The lines that are complete after these bytes, without their ends. */
  feed(bytes: Uint8Array): string[] {
    const last = bytes.lastIndexOf(NEWLINE)
    if (last < 0) {
      this.hold(bytes)
      return []
    }
    const first = bytes.indexOf(NEWLINE)
    this.hold(bytes.subarray(0, first))
    const lines = this.skipping ? [] : [Buffer.concat(this.pieces).toString('utf8')]
    this.pieces = []
    this.length = 0
    this.skipping = false
    if (last > first)
      lines.push(
        ...Buffer.from(bytes.subarray(first + 1, last))
          .toString('utf8')
          .split('\n')
      )
    this.hold(bytes.subarray(last + 1))
    return lines
  }

  private hold(bytes: Uint8Array): void {
    if (this.skipping || bytes.length === 0) return
    this.pieces.push(bytes)
    this.length += bytes.length
    if (this.length <= this.maxBytes) return
    this.skipping = true
    this.pieces = []
    this.onTooLong()
  }
}
