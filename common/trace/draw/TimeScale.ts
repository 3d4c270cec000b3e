/**
 * Which time is at which place of a picture, both ways. It cannot be changed, only succeeded by another.
 * Times are µs since the run began, places are CSS px from the picture's left edge.
 */
export class TimeScale {
  /** Shows `from` at `left` and `to` at `left + width`. */
  constructor(
    readonly from: number,
    readonly to: number,
    readonly left: number,
    readonly width: number
  ) {}

  get right(): number {
    return this.left + this.width
  }

  /** µs that one px stands for. */
  get step(): number {
    return (this.to - this.from) / Math.max(1, this.width)
  }

  toPx(at: number): number {
    return this.left + (at - this.from) / this.step
  }

  toUs(px: number): number {
    return this.from + (px - this.left) * this.step
  }

  /** Shows more (`factor` above 1) or less time; what is at `px` stays there. */
  zoomed(factor: number, px: number): TimeScale {
    const at = this.toUs(px)
    return this.showing(at - (at - this.from) * factor, at + (this.to - at) * factor)
  }

  /** Shows what is `px` further right. */
  panned(px: number): TimeScale {
    return this.showing(this.from + px * this.step, this.to + px * this.step)
  }

  /** Shows this time, in the same place. */
  showing(from: number, to: number): TimeScale {
    return new TimeScale(from, to, this.left, this.width)
  }

  /** Shows the same time in another place. */
  placed(left: number, width: number): TimeScale {
    return new TimeScale(this.from, this.to, left, width)
  }

  /** Shows nothing but the run, and no less than `SHORTEST` of it. */
  within(duration: number): TimeScale {
    const whole = Math.max(duration, SHORTEST)
    const length = Math.min(Math.max(this.to - this.from, SHORTEST), whole)
    const middle = (this.from + this.to) / 2
    const from = Math.min(Math.max(0, middle - length / 2), whole - length)
    return this.showing(from, from + length)
  }
}

/** Samples are milliseconds apart: closer than this there is nothing to see. In µs. */
export const SHORTEST = 2_000
