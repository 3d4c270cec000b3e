/** How many lines each author of a cell has on the page, as its texts are drawn; whoever shows that listens here. */

/** Lines by the author's number; holes for those who have none. */
type Counts = readonly number[]

export class LineCounts {
  private readonly texts = new Map<number, Counts>()
  private readonly listeners = new Set<() => void>()
  private sum: Counts = []

  /** A text, by its item's key, now has so many lines of each; `null` when it is gone. */
  tell(text: number, counts: Counts | null): void {
    if (counts === null) this.texts.delete(text)
    else this.texts.set(text, [...counts])
    const sum: number[] = []
    for (const each of this.texts.values())
      each.forEach((lines, author) => (sum[author] = (sum[author] ?? 0) + lines))
    this.sum = sum
    for (const listener of this.listeners) listener()
  }

  /** The same object until something changes. */
  readonly get = (): Counts => this.sum

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
