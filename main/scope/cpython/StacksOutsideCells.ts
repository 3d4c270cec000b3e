/**
 * Stacks on which no cell was found, so that a thread that stays in a library is not followed to its first frame each time.
 * A stack is recognised by its innermost frames: where they are and whose code they run. That it is another one all the
 * same hides a line for some samples, and makes none up.
 */

/** For so many samples a stack is believed to be what it was. */
const BELIEVED_FOR = 16
/** Stacks that are remembered, one for each thread; then it begins anew. */
const MOST_STACKS = 4_000

interface Stack {
  readonly frames: Float64Array
  /** The sample in which it was followed to its end. */
  readonly seenIn: number
}

export class StacksOutsideCells {
  private readonly stacks = new Map<number, Stack>()

  /** @param state the thread state. @param frames the words that tell its innermost frames from others. */
  has(state: number, frames: Float64Array, sample: number): boolean {
    const stack = this.stacks.get(state)
    if (stack === undefined || sample - stack.seenIn >= BELIEVED_FOR) return false
    if (stack.frames.length !== frames.length) return false
    for (let i = 0; i < frames.length; i += 1) if (stack.frames[i] !== frames[i]) return false
    return true
  }

  add(state: number, frames: Float64Array, sample: number): void {
    if (this.stacks.size >= MOST_STACKS) this.stacks.clear()
    this.stacks.set(state, { frames: frames.slice(), seenIn: sample })
  }
}
