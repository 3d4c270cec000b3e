/**
 * The bytes of a run's terminal, cut at the kernel's markers (`ESC ] 7373 ; N BEL`, see kernels/README.md). The markers
 * themselves are never passed on, and neither bytes nor characters are lost where a read happens to cut them.
 */

export type TerminalPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'marker'; readonly number: number }

// eslint-disable-next-line no-control-regex -- the marker is made of control characters
const MARKER = /\x1b\]7373;(\d{1,10})\x07/g
/** The beginning of a marker at the end of what was read. */
// eslint-disable-next-line no-control-regex -- the marker is made of control characters
const BEGUN = /\x1b(?:\](?:7(?:3(?:7(?:3(?:;\d{0,10})?)?)?)?)?)?$/

export class MarkerSplitter {
  private held: Uint8Array = new Uint8Array(0)
  private readonly decoder = new TextDecoder()

  /** The pieces that are complete after these bytes. */
  feed(bytes: Uint8Array): TerminalPiece[] {
    const all = Buffer.concat([this.held, bytes])
    // One character a byte, so that places in the string are places in the bytes.
    const plain = all.toString('latin1')
    const pieces: TerminalPiece[] = []
    let from = 0
    for (const match of plain.matchAll(MARKER)) {
      this.decode(all.subarray(from, match.index), pieces)
      pieces.push({ kind: 'marker', number: Number(match[1]) })
      from = match.index + match[0].length
    }
    const begun = BEGUN.exec(plain.slice(from))
    const to = begun === null ? all.length : from + begun.index
    this.decode(all.subarray(from, to), pieces)
    this.held = all.subarray(to)
    return pieces
  }

  /** What is left when no more bytes will come: the beginning of something that never became a marker. */
  end(): string {
    const rest = this.decoder.decode(this.held)
    this.held = new Uint8Array(0)
    return rest
  }

  private decode(bytes: Uint8Array, into: TerminalPiece[]): void {
    if (bytes.length === 0) return
    const text = this.decoder.decode(bytes, { stream: true })
    if (text !== '') into.push({ kind: 'text', text })
  }
}

/**
 * Takes back what a terminal does to line ends on output (`\n` becomes `\r\n`), so that a cell keeps the text as it was
 * written. A `\r` at the end of a piece waits for what comes next.
 */
export class LineEnds {
  private held = ''

  feed(text: string): string {
    const all = this.held + text
    this.held = all.endsWith('\r') ? '\r' : ''
    return (this.held === '' ? all : all.slice(0, -1)).replaceAll('\r\n', '\n')
  }

  end(): string {
    const rest = this.held
    this.held = ''
    return rest
  }
}
