/** All threads from sample to sample. */
import type { RunId } from '../../brands'
import type { Moment, OpenRun } from './moment'
import type { ProcessLane } from './recording'
import type { Sample, ThreadSample } from '../sample'
import { kindOf } from './settle'
import { ThreadTrack } from './threadTrack'
import type { Us } from '../trace'
import { NOBODY, UNKNOWN_HOLDER } from '../trace'

/** How long something may be absent from the samples and still be the same lane when it returns, in µs. */
export const FORGET_AFTER = 1_000_000

export class ThreadTracks {
  /** By number: a system gives each to one thread at a time, whatever its process. */
  private readonly tracks = new Map<number, ThreadTrack>()

  leaveRun(): void {
    for (const track of this.tracks.values()) track.leaveRun()
  }

  /**
   * Takes a sample's threads, those first that have left the GIL and the CPU: their counters say when, and whoever has the
   * GIL now got it then. Gives these times (µs in the run), per process. `lanes`: of the processes, by number.
   */
  take(sample: Sample, moment: Moment, lanes: ReadonlyMap<number, ProcessLane>): Map<number, number> {
    for (const tid of sample.dozing) {
      const track = this.tracks.get(tid)
      if (track) track.aliveAt = moment.at
    }
    const turns = new Map<number, number>()
    for (const thread of sample.threads) {
      if (!this.hasLeftGil(thread)) continue
      const turn = this.takeOne(thread, moment, lanes.get(thread.pid), null)
      // Of two that left in one process, either may have been followed by the other: nobody knows.
      if (turn !== null) turns.set(thread.pid, turns.has(thread.pid) ? NaN : turn)
    }
    for (const [pid, turn] of turns) if (Number.isNaN(turn)) turns.delete(pid)
    for (const thread of sample.threads) {
      const known = this.find(thread)
      // Those that have left were taken above.
      if (known?.seenAt === moment.at) continue
      const gotGil = thread.held && known?.last.held !== true ? (turns.get(thread.pid) ?? null) : null
      this.takeOne(thread, moment, lanes.get(thread.pid), gotGil)
    }
    return turns
  }

  /** The id of the lane of the thread that has this number now. */
  laneOf(pid: number, tid: number, at: Us): number {
    if (tid === 0) return NOBODY
    const track = this.tracks.get(tid)
    if (track?.last.pid === pid && track.aliveAt === at) return track.lane?.id ?? UNKNOWN_HOLDER
    return UNKNOWN_HOLDER
  }

  /** Those of the sample that was taken at `at`, by the number of their process. */
  livingAt(at: Us): Map<number, ThreadTrack[]> {
    const living = new Map<number, ThreadTrack[]>()
    for (const track of this.tracks.values()) {
      if (track.aliveAt !== at) continue
      const others = living.get(track.last.pid)
      if (others === undefined) living.set(track.last.pid, [track])
      else others.push(track)
    }
    return living
  }

  /** Marks what is gone, and forgets what has been gone for long. */
  end(at: Us): void {
    for (const [tid, track] of this.tracks) {
      if (track.lane) track.lane.lane.ended = track.aliveAt !== at
      if (at - track.aliveAt > FORGET_AFTER) this.tracks.delete(tid)
    }
  }

  /** The track of this very thread: one that began at another time had the number before. */
  private find({ pid, tid, started }: ThreadSample): ThreadTrack | undefined {
    const track = this.tracks.get(tid)
    return track?.last.pid === pid && track.last.started === started ? track : undefined
  }

  /** The kernel's first thread is older than any run, also when the first run began before the first sample. */
  private authorOf({ pid, tid }: ThreadSample, moment: Moment): RunId | null {
    return moment.lastAt === null && tid === pid ? null : moment.author
  }

  private hasLeftGil(thread: ThreadSample): boolean {
    if (thread.held || kindOf(thread.state) === 'cpu') return false
    return this.find(thread)?.last.held === true
  }

  private takeOne(
    sample: ThreadSample,
    moment: Moment,
    process: ProcessLane | undefined,
    gotGil: number | null
  ): number | null {
    const known = this.find(sample)
    const track = known ?? new ThreadTrack(sample, this.authorOf(sample, moment), moment.at, moment.isBirth)
    if (!known) {
      const former = this.tracks.get(sample.tid)
      if (former?.lane) former.lane.lane.ended = true
      this.tracks.set(sample.tid, track)
    }
    let left: number | null = null
    if (moment.run && process) {
      if (known) left = drawKnown(track, sample, moment, moment.run, process, gotGil)
      else if (moment.isBirth) drawBorn(track, sample, moment, moment.run, process)
    }
    track.follow(sample, moment.at)
    return left
  }
}

/** A thread that was not there in the sample before has done in between all that it has done. */
function drawBorn(
  track: ThreadTrack,
  sample: ThreadSample,
  moment: Moment,
  run: OpenRun,
  process: ProcessLane
): void {
  const interval = moment.intervalFrom(moment.lastAt ?? moment.at, run)
  const used = (sample.cpuNs + sample.queuedNs) / 1000
  const half = (interval.from + interval.to) / 2
  const from = Math.max(interval.from, Math.floor(Math.min(half, interval.to - used)))
  // Where the sample before is older than the run, it cannot have used more in the run than that is long.
  const isOlder = (moment.lastAt ?? moment.at) < run.start
  const longest = isOlder ? (interval.to - interval.from) * 1000 : Infinity
  const base = {
    cpuNs: Math.max(0, sample.cpuNs - longest),
    queuedNs: Math.max(0, sample.queuedNs - longest)
  }
  track.draw(run.recording, process, { ...interval, from }, sample, base)
}

/** Of an interval that began before the run, what the thread used is divided by proportion, or is the run's whole. */
function drawKnown(
  track: ThreadTrack,
  sample: ThreadSample,
  moment: Moment,
  run: OpenRun,
  process: ProcessLane,
  gotGil: number | null
): number | null {
  const { last, seenAt, aliveAt } = track
  const interval = moment.intervalFrom(seenAt, run, aliveAt)
  if (seenAt >= run.start || kindOf(last.state) === 'blocked')
    return track.draw(run.recording, process, interval, sample, last, gotGil)
  const share = (moment.at - run.start) / (moment.at - seenAt)
  const base = {
    cpuNs: sample.cpuNs - (sample.cpuNs - last.cpuNs) * share,
    queuedNs: sample.queuedNs - (sample.queuedNs - last.queuedNs) * share
  }
  return track.draw(run.recording, process, interval, sample, base, gotGil)
}
