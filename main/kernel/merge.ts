/**
 * One order for the two roads of a run: messages from the socket, raw bytes from the run's terminal.
 *
 *     socket    batch 1 ─────── batch 2 ── reply (fence 3)
 *     terminal  ab ‹1› cd ‹2› ef ‹3›
 *     shown     ab, batch 1, cd, batch 2, ef, reply
 *
 * The kernel writes marker N into the terminal just before it sends the event with fence N: so that event waits for its
 * marker, and text behind a marker waits for its event. Both waits are bounded, for a marker can be swallowed (user
 * code may do anything to its terminal) or forged.
 */
import type { RunId } from '../../common/brands'
import type { Author } from '../../common/protocol'
import type { RunEvent } from '../../common/session'
import type { TerminalPiece } from './markers'
import { LineEnds, MarkerSplitter } from './markers'

/** Far longer than the two roads ever differ on a busy machine, short enough that a lost marker is only a hiccup. */
const MAX_WAIT_MS = 1000

/** An event of a run as it comes from the socket. */
export type FencedEvent = RunEvent & { readonly fence?: number }

export function withoutFence(event: FencedEvent): RunEvent {
  const bare = { ...event }
  delete bare.fence
  return bare
}

export interface MergeOptions {
  readonly run: RunId
  readonly hasTerminal: boolean
  emit(event: RunEvent): void
  /** Text behind a marker waits: more of it should not be read. */
  holdTerminal(hold: boolean): void
  /** Calls back once after that time; returns what stops it. */
  after(ms: number, callback: () => void): () => void
}

export class RunMerge {
  private readonly splitter = new MarkerSplitter()
  private readonly lineEnds = new LineEnds()
  private readonly events: FencedEvent[] = []
  private readonly pieces: TerminalPiece[] = []
  /** The last marker that was passed, and whether markers can still be expected. */
  private passed = 0
  private expectsMarkers: boolean
  private stopWaiting: (() => void) | null = null
  private frozen = false

  constructor(private readonly options: MergeOptions) {
    this.expectsMarkers = options.hasTerminal
  }

  /** The next event from the socket. */
  event(event: FencedEvent): void {
    this.events.push(event)
    this.pump()
  }

  /** The next bytes from the terminal; returns them as text without markers, for the console. */
  bytes(bytes: Uint8Array): string {
    return this.take(this.splitter.feed(bytes))
  }

  /** The terminal is closed: nothing more will come from there. */
  terminalEnded(): string {
    this.expectsMarkers = false
    const rest = this.splitter.end()
    const text = this.take(rest === '' ? [] : [{ kind: 'text', text: rest }])
    this.emitRaw(this.lineEnds.end())
    return text
  }

  /** While the roads are not read (the page is behind), waiting takes as long as it takes. */
  freeze(frozen: boolean): void {
    this.frozen = frozen
    if (!frozen) this.pump()
  }

  /** Lets everything go in the best order there is; after it nothing waits any more. */
  settle(): void {
    this.expectsMarkers = false
    while (this.pieces.length > 0 || this.events.length > 0) {
      this.pump()
      this.giveUp()
    }
  }

  private take(pieces: readonly TerminalPiece[]): string {
    this.pieces.push(...pieces)
    if (pieces.some((piece) => piece.kind === 'marker')) this.expectsMarkers = this.options.hasTerminal
    this.pump()
    return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
  }

  private pump(): void {
    this.stopWaiting?.()
    this.stopWaiting = null
    while (this.step());
    const waits = this.pieces.length > 0 || this.events.length > 0
    this.options.holdTerminal(this.pieces.length > 0)
    if (!waits) return
    this.stopWaiting = this.options.after(MAX_WAIT_MS, () => {
      this.stopWaiting = null
      if (!this.frozen) this.giveUp()
      this.pump()
    })
  }

  /** Lets one thing go, when something may; false when both roads are empty or wait. */
  private step(): boolean {
    const piece = this.pieces[0]
    if (piece?.kind === 'text') {
      this.pieces.shift()
      this.emitRaw(this.lineEnds.feed(piece.text), piece.author)
      return true
    }
    const event = this.events[0]
    if (event === undefined)
      return piece !== undefined && piece.number <= this.passed && this.pass(piece.number)
    const fence = event.fence
    if (fence === undefined || fence <= this.passed) return this.release(event)
    if (piece === undefined) return !this.expectsMarkers && this.release(event)
    if (piece.number < fence) return this.pass(piece.number)
    // Its own marker; or a later one came first, and its own is lost.
    if (piece.number === fence) this.pieces.shift()
    return this.release(event)
  }

  private pass(marker: number): true {
    this.pieces.shift()
    this.passed = Math.max(this.passed, marker)
    return true
  }

  private release({ fence, ...event }: FencedEvent): true {
    this.events.shift()
    // Its marker, should it still come, has nothing left to wait for.
    if (fence !== undefined) this.passed = Math.max(this.passed, fence)
    this.options.emit(event)
    return true
  }

  /** Stops waiting for whatever is missing: the marker of the first event, or the event of the first marker. */
  private giveUp(): void {
    const [piece] = this.pieces
    if (piece?.kind === 'marker') this.pass(piece.number)
    else this.expectsMarkers = false
  }

  private emitRaw(text: string, author?: Author): void {
    if (text === '') return
    this.options.emit({ kind: 'raw_output', run: this.options.run, text, ...(author && { author }) })
  }
}
