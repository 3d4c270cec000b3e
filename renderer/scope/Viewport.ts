/**
 * Which part of a run a timeline shows, and how that follows a run that goes on. Pure: time comes as an argument.
 * `whole`: all of it, however long it gets. `end`: its last part. `free`: where the user has put it.
 */
import { TimeScale } from '../../common/trace/draw/TimeScale'

type Following = 'whole' | 'end' | 'free'

/** Where names end and time begins, in CSS px. */
export const NAMES = 168
/** Kept free right of the picture, in CSS px. */
const MARGIN = 8
/** A run's end this near the right edge (share of the width) is followed on. */
const NEAR = 0.03

export class Viewport {
  constructor(
    readonly scale: TimeScale,
    /** µs. */
    readonly duration: number,
    private readonly following: Following
  ) {}

  static of(duration: number): Viewport {
    return new Viewport(new TimeScale(0, Math.max(1, duration), NAMES, 1), duration, 'whole').fitted()
  }

  get isWhole(): boolean {
    return this.following === 'whole'
  }

  /** The run is longer now. */
  lasting(duration: number): Viewport {
    if (this.following === 'whole') return new Viewport(this.scale, duration, 'whole').fitted()
    const moved =
      this.following === 'end' ? this.scale.panned((duration - this.scale.to) / this.scale.step) : this.scale
    return new Viewport(moved.within(duration), duration, this.following)
  }

  /** The picture has this width, names included. */
  sized(width: number): Viewport {
    const scale = this.scale.placed(NAMES, Math.max(1, Math.floor(width) - NAMES - MARGIN))
    return new Viewport(scale, this.duration, this.following)
  }

  /** All of the run. */
  fitted(): Viewport {
    return new Viewport(this.scale.showing(0, this.duration).within(this.duration), this.duration, 'whole')
  }

  zoomed(factor: number, px: number): Viewport {
    return this.moved(this.scale.zoomed(factor, px))
  }

  panned(px: number): Viewport {
    return this.moved(this.scale.panned(px))
  }

  /** This time, with some air around it. */
  showing(from: number, to: number): Viewport {
    const air = (to - from) * 0.1
    return this.moved(this.scale.showing(from - air, to + air))
  }

  private moved(scale: TimeScale): Viewport {
    const within = scale.within(this.duration)
    const length = within.to - within.from
    if (length >= this.duration) return this.fitted()
    const isAtEnd = this.duration - within.to < length * NEAR
    return new Viewport(within, this.duration, isAtEnd ? 'end' : 'free')
  }
}
