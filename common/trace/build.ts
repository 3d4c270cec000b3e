/**
 * Samples in, traces out: the stream of what the sampler saw, cut into one trace per run.
 *
 * Between two samples the counters say exactly what was used, so a run's figures are exact when a sample is taken right
 * at its beginning and right at its end; the sampler should do so. Where it did not, a thread that was blocked before
 * the run is taken to have worked only in it, and a thread that was not is divided by proportion.
 *
 * A thread or child lives on between runs: its lane goes on in the next run's trace, marked with the run that started it.
 */
import type { Ms, RunId } from '../brands'
import { GilTrack, ProcessTrack } from './processTrack'
import type { Bounds, ProcessLane } from './recording'
import { DEFAULT_BOUNDS, Recording } from './recording'
import type { Sample, ThreadSample } from './sample'
import { kindOf } from './settle'
import type { Interval } from './threadTrack'
import { ThreadTrack } from './threadTrack'
import type { Trace, Us } from './trace'
import { NOBODY, UNKNOWN_HOLDER } from './trace'

/** A stretch without samples is a gap when it is longer than this, and than five planned intervals. In µs. */
const SHORTEST_GAP = 40_000
/** How long a thread may be absent from the samples and still be the same lane when it returns, in µs. */
const FORGET_AFTER = 1_000_000
const PROBLEMS_KEPT = 20

interface OpenRun {
  readonly recording: Recording
  readonly start: Us
  planned: number
}

export class TraceBuilder {
  private readonly threads = new Map<string, ThreadTrack>()
  private readonly processes = new Map<number, ProcessTrack>()
  private readonly gils = new Map<string, GilTrack>()
  private rootPid: number | null = null
  private open: OpenRun | null = null
  private lastRun: RunId | null = null
  private lastAt: Us | null = null
  private lastBusyNs = 0

  /** `hz`: how often samples are planned, until `plan` says otherwise. */
  constructor(
    private hz: number,
    private readonly bounds: Bounds = DEFAULT_BOUNDS
  ) {}

  /** From now on samples are planned `hz` times a second. */
  plan(hz: number): void {
    this.hz = hz
  }

  /** A run began at `at` on the sampler's clock. Samples from before must have been added. */
  begin(run: RunId, at: Ms): void {
    if (this.open) throw new Error(`run ${this.open.recording.run} has not ended`)
    this.open = { recording: new Recording(run, this.bounds), start: toUs(at), planned: 0 }
    for (const track of [...this.threads.values(), ...this.processes.values(), ...this.gils.values()])
      track.leaveRun()
  }

  /** The run's trace so far, null when none is open. It shares memory with the builder: read it, then let it go. */
  trace(): Trace | null {
    return this.open && this.traceOf(this.open, this.lastAt ?? this.open.start, true)
  }

  /** The run ended at `at`. Its trace is whole, and shares nothing. */
  end(run: RunId, at: Ms): Trace {
    const open = this.open
    if (open?.recording.run !== run) throw new Error(`run ${run} is not open`)
    this.open = null
    this.lastRun = run
    return this.traceOf(open, toUs(at), false)
  }

  /** Takes a sample. One that is not later than the one before is dropped. */
  add(sample: Sample): void {
    const at = toUs(sample.at)
    if (this.lastAt !== null && at <= this.lastAt) return
    const run = this.open && at >= this.open.start ? this.open : null
    if (run) this.count(run, sample, at)
    this.loseChildren(sample, at)
    const started = new Map<number, number>()
    for (const thread of sample.threads)
      if (thread.tid === thread.pid) started.set(thread.pid, thread.started)
    const lanes = this.takeProcesses(sample, started, at, run)
    for (const thread of sample.threads) {
      const process = this.processes.get(thread.pid)
      if (process) this.takeThread(thread, at, run, lanes.get(thread.pid))
    }
    this.takeGils(sample, at, run, lanes)
    this.endLanes(at)
    this.lastAt = at
    this.lastBusyNs = sum(sample.busyNs)
    run?.recording.stayBounded(at - run.start)
  }

  private traceOf(open: OpenRun, at: Us, live: boolean): Trace {
    const duration = Math.max(0, at - open.start) as Us
    const sinceLast = Math.max(0, at - Math.max(this.lastAt ?? 0, open.start))
    const samplesPlanned = Math.floor(open.planned + (sinceLast / 1e6) * this.hz)
    return open.recording.trace({ duration, live, samplesPlanned })
  }

  /** The interval that ends now, for something last seen at `seenAt`; null when it is not in the run. */
  private intervalFrom(seenAt: number, at: Us, run: OpenRun): Interval {
    const from = Math.max(seenAt, run.start)
    return { from: from - run.start, to: at - run.start, gap: at - from > this.gapLength() }
  }

  private gapLength(): number {
    return Math.max(SHORTEST_GAP, 5e6 / this.hz)
  }

  private count(run: OpenRun, sample: Sample, at: Us): void {
    const { recording } = run
    const from = Math.max(this.lastAt ?? at, run.start)
    run.planned += ((at - from) / 1e6) * this.hz
    recording.samples++
    recording.cores = Math.max(recording.cores, sample.busyNs.length)
    for (const problem of sample.problems)
      if (recording.problems.size < PROBLEMS_KEPT) recording.problems.add(problem)
    if (this.lastAt !== null && at - from > this.gapLength()) {
      recording.gapsFrom.push(from - run.start)
      recording.gapsTo.push(at - run.start)
    }
    if (this.lastAt === null || sample.busyNs.length === 0) return
    const share = (at - from) / (at - this.lastAt)
    const busy = (Math.max(0, sum(sample.busyNs) - this.lastBusyNs) / 1000) * share
    recording.machineBusy.push(at - run.start, Math.round(recording.machineBusy.total + busy))
  }

  /** Tells parents what their vanished children had used, before the parents' counters are read. */
  private loseChildren(sample: Sample, at: Us): void {
    const present = new Set(sample.processes.map(({ pid }) => pid))
    for (const process of this.processes.values())
      if (!present.has(process.last.pid) && process.seenAt === this.lastAt)
        this.processes.get(process.last.parent)?.lost(process, at)
  }

  private takeProcesses(
    sample: Sample,
    started: ReadonlyMap<number, number>,
    at: Us,
    run: OpenRun | null
  ): Map<number, ProcessLane> {
    const lanes = new Map<number, ProcessLane>()
    const pids = new Set(sample.processes.map(({ pid }) => pid))
    this.rootPid ??= sample.processes.find(({ parent }) => !pids.has(parent))?.pid ?? null
    for (const process of sample.processes) {
      const known = this.processes.get(process.pid)
      const sameStart =
        known?.started === undefined || known.started === (started.get(process.pid) ?? known.started)
      let track = known
      if (!track || !sameStart || process.cpuNs < track.last.cpuNs) {
        track = new ProcessTrack(process, started.get(process.pid), this.author(at), at)
        this.processes.set(process.pid, track)
        if (run)
          track.enter(
            run.recording,
            this.intervalFrom(this.lastAt ?? at, at, run).from,
            this.bornNow(at) ? 0 : process.cpuNs
          )
      } else if (run && !track.lane) {
        track.enter(run.recording, 0, track.last.cpuNs)
      }
      track.take(process, at, run && at - run.start)
      if (!track.lane) continue
      lanes.set(process.pid, track.lane)
      if (run && process.pid === this.rootPid) run.recording.root = track.lane
    }
    return lanes
  }

  private takeThread(
    sample: ThreadSample,
    at: Us,
    run: OpenRun | null,
    process: ProcessLane | undefined
  ): void {
    const id = `${String(sample.pid)} ${String(sample.tid)} ${String(sample.started)}`
    let track = this.threads.get(id)
    const isNew = !track
    if (!track) {
      track = new ThreadTrack(sample, this.author(at), at)
      this.threads.set(id, track)
    }
    if (run && process) {
      if (isNew) this.drawBorn(track, sample, at, run, process)
      else this.drawKnown(track, sample, at, run, process)
    }
    track.follow(sample, at)
  }

  /** A thread that was not there in the sample before has done in between all that it has done. */
  private drawBorn(
    track: ThreadTrack,
    sample: ThreadSample,
    at: Us,
    run: OpenRun,
    process: ProcessLane
  ): void {
    if (!this.bornNow(at)) return
    const interval = this.intervalFrom(this.lastAt ?? at, at, run)
    const used = (sample.cpuNs + sample.queuedNs) / 1000
    const half = (interval.from + interval.to) / 2
    const from = Math.max(interval.from, Math.floor(Math.min(half, interval.to - used)))
    track.draw(run.recording, process, { ...interval, from }, sample, { cpuNs: 0, queuedNs: 0 })
  }

  private drawKnown(
    track: ThreadTrack,
    sample: ThreadSample,
    at: Us,
    run: OpenRun,
    process: ProcessLane
  ): void {
    const { last, seenAt } = track
    const interval = this.intervalFrom(seenAt, at, run)
    if (seenAt >= run.start || kindOf(last.state) === 'blocked') {
      track.draw(run.recording, process, interval, sample, last)
      return
    }
    const share = (at - run.start) / (at - seenAt)
    const base = {
      cpuNs: sample.cpuNs - (sample.cpuNs - last.cpuNs) * share,
      queuedNs: sample.queuedNs - (sample.queuedNs - last.queuedNs) * share
    }
    track.draw(run.recording, process, interval, sample, base)
  }

  private takeGils(
    sample: Sample,
    at: Us,
    run: OpenRun | null,
    lanes: ReadonlyMap<number, ProcessLane>
  ): void {
    for (const gil of sample.gils) {
      const id = `${String(gil.pid)} ${String(gil.interpreter)} ${String(this.processes.get(gil.pid)?.started)}`
      const track = this.gils.get(id)
      const process = lanes.get(gil.pid)
      if (!track) {
        this.gils.set(id, new GilTrack(gil, at))
        continue
      }
      if (run && process)
        track.draw(run.recording, process, this.intervalFrom(track.seenAt, at, run), gil, (tid) =>
          this.laneOf(gil.pid, tid, at)
        )
      track.follow(gil, at)
    }
  }

  /** The id of the lane of the thread that has this number now. */
  private laneOf(pid: number, tid: number, at: Us): number {
    if (tid === 0) return NOBODY
    for (const track of this.threads.values())
      if (track.last.tid === tid && track.last.pid === pid && track.seenAt === at)
        return track.lane?.id ?? UNKNOWN_HOLDER
    return UNKNOWN_HOLDER
  }

  /** Marks what is gone, and forgets what has been gone for long. */
  private endLanes(at: Us): void {
    for (const [id, track] of this.threads) {
      if (track.lane) track.lane.lane.ended = track.seenAt !== at
      if (at - track.seenAt > FORGET_AFTER) this.threads.delete(id)
    }
    for (const [pid, track] of this.processes) {
      if (track.lane) track.lane.ended = track.seenAt !== at
      if (at - track.seenAt > FORGET_AFTER) this.processes.delete(pid)
    }
    for (const [id, track] of this.gils) if (at - track.seenAt > FORGET_AFTER) this.gils.delete(id)
  }

  /** Whether something seen for the first time now cannot be older than the sample before. */
  private bornNow(at: Us): boolean {
    if (this.lastAt === null) return false
    return at - this.lastAt <= this.gapLength() || (this.open !== null && this.lastAt >= this.open.start)
  }

  /** Which run started what is seen for the first time now. */
  private author(at: Us): RunId | null {
    if (this.lastAt === null) return null
    return this.open && this.bornNow(at) ? this.open.recording.run : this.lastRun
  }
}

function toUs(at: Ms): Us {
  return Math.round(at * 1000) as Us
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
