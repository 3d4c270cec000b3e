/** One process and its GILs from sample to sample. */
import type { RunId } from '../../brands'
import type { GilLane, ProcessLane, Recording } from './recording'
import type { GilSample, ProcessSample, Tier } from '../sample'
import type { Us } from '../trace'
import { UNKNOWN_HOLDER, UNSEEN_HOLDER } from '../trace'
import type { Interval } from './threadTrack'

/** How long a child that is gone may wait to be counted by its parent, in µs. */
const REAPED_WITHIN = 2_000_000 as Us

export class ProcessTrack {
  lane: ProcessLane | null = null
  seenAt: Us
  /** The time of the last sample that it is in, also while that is still being taken. */
  presentAt: Us
  /** By the interpreter's id. */
  readonly gils = new Map<number, GilTrack>()
  name: string
  reason: string
  /** CPU of children that are gone, as last seen, until the parent's counter of waited-for children has it too. */
  private owed: { readonly until: number; cpuNs: number }[] = []
  private unmetInRun = 0
  private baseNs = 0
  /** How long each tier held in the run, in µs: the lane has the one that held longest. */
  private readonly heldTiers = new Map<Tier, number>()

  constructor(
    public last: ProcessSample,
    /** When its main thread started; tells it from a later process with the same number. */
    readonly started: number | undefined,
    readonly startedBy: RunId | null,
    at: Us
  ) {
    this.seenAt = at
    this.presentAt = at
    this.name = last.name ?? ''
    this.reason = last.reason ?? ''
  }

  /** Whether a sample is of this process, and not of a later one with the same number. */
  isSame(sample: ProcessSample, started: number | undefined): boolean {
    if (started !== undefined && this.started !== undefined && started !== this.started) return false
    return sample.cpuNs >= this.last.cpuNs
  }

  leaveRun(): void {
    this.lane = null
    this.unmetInRun = 0
    this.heldTiers.clear()
    for (const gil of this.gils.values()) gil.leaveRun()
  }

  /** Opens its lane in a run; `baseNs` is the CPU time it had used before. */
  enter(recording: Recording, from: number, baseNs: number): ProcessLane {
    this.baseNs = baseNs
    this.lane ??= recording.addProcess(
      {
        pid: this.last.pid,
        parent: this.last.parent,
        startedBy: this.startedBy,
        name: this.name,
        tier: this.last.tier,
        reason: this.reason
      },
      from
    )
    return this.lane
  }

  /** Takes a sample. `now` is the time in the run, where there is one. */
  take(sample: ProcessSample, at: Us, now: number | null): void {
    const reaped = Math.max(0, sample.reapedCpuNs - this.last.reapedCpuNs)
    if (reaped > 0 || this.owed.length > 0) this.unmetInRun += this.notOwed(reaped, at) / 1000
    this.name = sample.name ?? this.name
    this.reason = sample.tier === 'exact' ? '' : (sample.reason ?? this.reason)
    const since = at - this.seenAt
    this.last = sample
    this.seenAt = at
    if (!this.lane || now === null) return
    this.lane.name = this.name
    if (this.holdsLongest(sample.tier, since)) {
      this.lane.tier = sample.tier
      this.lane.reason = this.reason
    }
    this.lane.cpu.push(now, Math.round((sample.cpuNs - this.baseNs) / 1000))
    this.lane.unmetChildrenCpu.push(now, Math.round(this.unmetInRun) + this.lane.inherited)
  }

  /**
   * Whether, with `since` µs more, no tier has held longer in the run. A process is weaker for a moment at its beginning,
   * before its memory could be read, and at its end, when that is gone already; neither says what is known of its life.
   */
  private holdsLongest(tier: Tier, since: number): boolean {
    const held = (this.heldTiers.get(tier) ?? 0) + since
    this.heldTiers.set(tier, held)
    return [...this.heldTiers.values()].every((other) => other <= held)
  }

  /** A child that was followed is gone: what it had used is no news when the parent's counter rises by it. */
  lost(child: ProcessTrack, at: Us): void {
    this.owed.push({ until: at + REAPED_WITHIN, cpuNs: child.last.cpuNs + child.last.reapedCpuNs })
  }

  /** How much of what the parent's counter rose by belongs to no child that was followed. */
  private notOwed(reapedNs: number, at: Us): number {
    let left = reapedNs
    this.owed = this.owed.filter((debt) => {
      const paid = Math.min(debt.cpuNs, left)
      debt.cpuNs -= paid
      left -= paid
      return debt.cpuNs > 0 && debt.until > at
    })
    return left
  }
}

export class GilTrack {
  private lane: GilLane | null = null
  private switchesInRun = 0
  private holder = UNKNOWN_HOLDER

  constructor(
    private last: GilSample,
    public seenAt: Us
  ) {}

  leaveRun(): void {
    this.lane = null
    this.switchesInRun = 0
  }

  follow(sample: GilSample, at: Us): void {
    this.last = sample
    this.seenAt = at
  }

  /**
   * Draws an interval. The holder changed at `turn`, or half way where nobody knows; `idOf` gives the lane of a thread
   * number.
   */
  draw(
    recording: Recording,
    process: ProcessLane,
    interval: Interval,
    sample: GilSample,
    idOf: (tid: number) => number,
    turn: number | null
  ): void {
    this.switchesInRun += Math.max(0, sample.switches - this.last.switches)
    if (interval.to <= interval.from) return
    this.lane ??= recording.addGil(process, sample.interpreter, interval.from)
    this.lane.switches.push(interval.to, this.switchesInRun)
    // A thread that ended has no number to look up any more: what was found then is kept.
    const before = this.last.holder === sample.holder ? idOf(sample.holder) : this.beforeOr(idOf)
    const after = idOf(sample.holder)
    if (interval.gap) this.lane.holders.push(interval.to, UNSEEN_HOLDER)
    else {
      const half = Math.round((interval.from + interval.to) / 2)
      const isWithin = turn !== null && turn >= interval.from && turn <= interval.to
      this.lane.holders.push(isWithin ? turn : half, before)
      this.lane.holders.push(interval.to, after)
    }
    this.holder = after
  }

  private beforeOr(idOf: (tid: number) => number): number {
    const id = idOf(this.last.holder)
    return id === UNKNOWN_HOLDER ? this.holder : id
  }
}
