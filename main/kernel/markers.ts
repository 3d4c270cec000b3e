/**
 * The bytes of a run's terminal, cut at the kernel's markers (see kernels/README.md). The markers themselves are never
 * passed on, and neither bytes nor characters are lost where a read happens to cut them.
 *
 *     ESC ] 7373 ; N BEL            fence N
 *     ESC ] 7374 ; PID ; NAME BEL   from here on a child of that name writes …
 *     ESC ] 7374 ; BEL              … up to here
 */
import type { Author } from '../../common/protocol'

export type TerminalPiece =
  | { readonly kind: 'text'; readonly text: string; readonly author?: Author }
  | { readonly kind: 'marker'; readonly number: number }

// eslint-disable-next-line no-control-regex -- markers are made of control characters
const MARKER = /\x1b\]737(?:3;(\d{1,10})|4;(?:(\d{1,10});([^\x07\x1b]{0,300}))?)\x07/g
/** The beginning of a marker at the end of what was read. */
const BEGUN =
  // eslint-disable-next-line no-control-regex -- markers are made of control characters
  /\x1b(?:\](?:7(?:3(?:7(?:3(?:;\d{0,10})?|4(?:;(?:\d{1,10}(?:;[^\x07\x1b]{0,300})?)?)?)?)?)?)?)?$/

export class MarkerSplitter {
  private held: Uint8Array = new Uint8Array(0)
  private author: Author | undefined
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
      const [whole, fence, pid, name = ''] = match
      if (fence !== undefined) pieces.push({ kind: 'marker', number: Number(fence) })
      else this.author = pid === undefined ? undefined : { pid: Number(pid), name: utf8(name) }
      from = match.index + whole.length
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
    if (text === '') return
    into.push({ kind: 'text', text, ...(this.author && { author: this.author }) })
  }
}

/** Bytes that were read one character each. */
function utf8(plain: string): string {
  return Buffer.from(plain, 'latin1').toString('utf8')
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
