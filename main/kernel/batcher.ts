/** Gathers a run's events so that the page gets one batch a frame, however much is printed. */
import type { Author } from '../../common/protocol'
import type { RunEvent } from '../../common/session'

/** One frame of a 60 Hz screen. */
export const FRAME_MS = 16
/** A batch of this many characters goes at once: the next pause of the socket must not come too late. */
export const MAX_BATCH_CHARACTERS = 1024 * 1024

export class Batcher {
  private waiting: RunEvent[] = []
  private characters = 0
  private timer: NodeJS.Timeout | null = null
  private lastSent = 0

  /** @param send gets each batch; never an empty one */
  constructor(private readonly send: (batch: readonly RunEvent[]) => void) {}

  add(event: RunEvent): void {
    const text = isText(event) ? event.text : ''
    this.characters += text.length
    if (text === '' || !this.joins(event)) this.waiting.push(event)
    if (this.characters >= MAX_BATCH_CHARACTERS) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), this.untilNextFrame())
  }

  /** Sends what waits, now. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.length === 0) return
    const batch = this.waiting
    this.waiting = []
    this.characters = 0
    this.lastSent = performance.now()
    this.send(batch)
  }

  /** The first event after a quiet time need not wait a whole frame. */
  private untilNextFrame(): number {
    return Math.max(0, this.lastSent + FRAME_MS - performance.now())
  }

  /** Neighbouring text of one stream and one author becomes one event: cheaper to pass on than thousands of lines. */
  private joins(event: RunEvent): boolean {
    const last = this.waiting.at(-1)
    if (!isText(last) || !isText(event) || last.kind !== event.kind || last.run !== event.run) return false
    if (nameOf(last) !== nameOf(event) || !isSame(last.author, event.author)) return false
    this.waiting[this.waiting.length - 1] = { ...last, text: last.text + event.text }
    return true
  }
}

type TextEvent = Extract<RunEvent, { readonly kind: 'stream' | 'raw_output' }>

function isText(event: RunEvent | undefined): event is TextEvent {
  return event?.kind === 'stream' || event?.kind === 'raw_output'
}

function nameOf(event: TextEvent): string {
  return event.kind === 'stream' ? event.name : ''
}

function isSame(a: Author | undefined, b: Author | undefined): boolean {
  return a?.pid === b?.pid && a?.tid === b?.tid && a?.name === b?.name
}
