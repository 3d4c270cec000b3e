/**
 * How a timeline keeps up with a run that goes on: between two traces time goes on all the same, and the picture is drawn
 * anew when that shows. Moments are ms of one clock, and come as arguments.
 */

/**
 * Traces come the less often the longer a run gets. The next one is waited for twice as long as the last one, within these
 * bounds, in ms: it is late, or the run has come to its end.
 */
const PATIENCE = { least: 1_000, most: 10_000 }
/** Drawing takes no more than this share of the time: the cores are for what runs. */
const SHARE = 0.25
/** How far frames are apart at 60 a second, in ms. What is asked for comes a frame later. */
const FRAME = 1000 / 60

export class Present {
  private arrivedAt: number | null = null
  private patience = PATIENCE.least
  private drawnAt = 0
  private took = 0

  /** A longer trace has come. */
  arrived(now: number): void {
    const waited = this.arrivedAt === null ? 0 : now - this.arrivedAt
    this.patience = Math.min(PATIENCE.most, Math.max(PATIENCE.least, 2 * waited))
    this.arrivedAt = now
  }

  /** How long time has gone on since then, in ms. */
  since(now: number): number {
    return this.arrivedAt === null ? 0 : Math.min(this.patience, now - this.arrivedAt)
  }

  /** Whether time goes on still. */
  goesOn(now: number): boolean {
    return this.arrivedAt !== null && now - this.arrivedAt < this.patience
  }

  drew(from: number, to: number): void {
    this.drawnAt = from
    this.took = to - from
  }

  /** Whether to ask for another picture. @param pixel how long a px of the screen lasts, in ms */
  isDue(now: number, pixel: number): boolean {
    return now - this.drawnAt >= Math.max(pixel, this.took / SHARE) - FRAME
  }
}
