/**
 * Samples in, traces out: the stream of what the sampler saw, cut into one trace per run.
 *
 * Between two samples the counters say exactly what was used, so a run's figures are exact when a sample is taken right
 * at its beginning and right at its end; the sampler should do so. Where it did not, a thread that was blocked before
 * the run is taken to have worked only in it, and a thread that was not is divided by proportion.
 *
 * A thread or child lives on between runs: its lane goes on in the next run's trace, marked with the run that started it.
 */
import type { Ms, RunId } from '../../brands'
import type { OpenRun } from './moment'
import { Moment } from './moment'
import type { Now, NowTasks } from '../now'
import { NowWatch } from '../now'
import { GilTrack, ProcessTrack } from './processTrack'
import type { Bounds, ProcessLane } from './recording'
import { DEFAULT_BOUNDS, Recording } from './recording'
import type { Sample } from '../sample'
import { FORGET_AFTER, ThreadTracks } from './threadTracks'
import type { Cost, Trace, Us } from '../trace'

const PROBLEMS_KEPT = 20

export class TraceBuilder {
  private readonly threads = new ThreadTracks()
  private readonly processes = new Map<number, ProcessTrack>()
  private nowWatch: NowWatch | null = null
  private rootPid: number | null = null
  private open: OpenRun | null = null
  /** Samples planned in the open run. */
  private planned = 0
  private lastRun: RunId | null = null
  private lastAt: Us | null = null
  /** The cores' counters come less often than samples do. */
  private lastBusy: { readonly at: Us; readonly ns: number } | null = null

  private hz: number

  /** `askedHz`: how often samples should be taken, and are planned until `plan` says otherwise. */
  constructor(
    private readonly askedHz: number,
    private readonly bounds: Bounds = DEFAULT_BOUNDS
  ) {
    this.hz = askedHz
  }

  /** From now on samples are planned `hz` times a second. */
  plan(hz: number): void {
    this.hz = hz
  }

  /** Watching has cost so much more; between runs it is nobody's. */
  spend(more: Cost): void {
    if (this.open) this.open.recording.spend(more)
  }

  /** A run began at `at` on the sampler's clock. Call it before adding samples of after `at`; ones of before may follow. */
  begin(run: RunId, at: Ms): void {
    if (this.open) throw new Error(`run ${this.open.recording.run} has not ended`)
    this.open = { recording: new Recording(run, this.bounds), start: toUs(at) }
    this.planned = 0
    this.threads.leaveRun()
    for (const process of this.processes.values()) process.leaveRun()
  }

  /** The run's trace so far, null when none is open. It shares memory with the builder: read it, then let it go. */
  trace(): Trace | null {
    return this.open && this.traceOf(this.open, this.lastAt ?? this.open.start, true)
  }

  /** What lives at the last sample, during a run or not. Call it about four times a second, or `lookAway` first. */
  now(tasks: NowTasks): Now {
    const { lastAt } = this
    if (lastAt === null) return []
    const threads = this.threads.livingAt(lastAt)
    const living = [...this.processes.values()]
      .filter(({ seenAt }) => seenAt === lastAt)
      .map((process) => ({ process, threads: threads.get(process.last.pid) ?? [] }))
    this.nowWatch ??= new NowWatch()
    return this.nowWatch.look(lastAt, living, this.rootPid, tasks)
  }

  /** Nobody asks for `now` for a while: when it is asked for again, it compares with nothing of before. */
  lookAway(): void {
    this.nowWatch = null
  }

  /** The run ended at `at`. Call it after adding the samples of until then, and before any of after. */
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
    const moment = new Moment(at, this.lastAt, run, this.lastRun, this.hz)
    if (run) this.count(run, sample, moment)
    this.loseChildren(sample, at)
    const lanes = this.takeProcesses(sample, moment)
    const turns = this.threads.take(sample, moment, lanes)
    this.takeGils(sample, moment, lanes, turns)
    this.forgetGone(at)
    this.lastAt = at
    if (sample.busyNs.length > 0) this.lastBusy = { at, ns: sum(sample.busyNs) }
    run?.recording.stayBounded(at - run.start)
  }

  private traceOf(open: OpenRun, at: Us, live: boolean): Trace {
    const duration = Math.max(0, at - open.start) as Us
    const sinceLast = Math.max(0, at - Math.max(this.lastAt ?? 0, open.start))
    const samplesPlanned = Math.floor(this.planned + (sinceLast / 1e6) * this.hz)
    return open.recording.trace({ duration, live, askedHz: this.askedHz, samplesPlanned })
  }

  /** Counts a sample, and what it says of the machine. */
  private count(run: OpenRun, sample: Sample, moment: Moment): void {
    const { recording, start } = run
    const { at } = moment
    const from = Math.max(moment.lastAt ?? start, start)
    this.planned += ((at - from) / 1e6) * this.hz
    recording.samples++
    recording.cores = Math.max(recording.cores, sample.busyNs.length)
    for (const problem of sample.problems)
      if (recording.problems.size < PROBLEMS_KEPT) recording.problems.add(problem)
    if (moment.isGap(from)) {
      recording.gapsFrom.push(from - start)
      recording.gapsTo.push(at - start)
    }
    if (this.lastBusy === null || sample.busyNs.length === 0) return
    const inRun = (at - Math.max(this.lastBusy.at, start)) / (at - this.lastBusy.at)
    const busy = (Math.max(0, sum(sample.busyNs) - this.lastBusy.ns) / 1000) * inRun
    recording.machineBusy.push(at - start, Math.round(recording.machineBusy.total + busy))
  }

  /** Tells parents what their vanished children had used, before the parents' counters are read. */
  private loseChildren(sample: Sample, at: Us): void {
    for (const { pid } of sample.processes) {
      const process = this.processes.get(pid)
      if (process) process.presentAt = at
    }
    for (const process of this.processes.values())
      if (process.presentAt !== at && process.seenAt === this.lastAt)
        this.processes.get(process.last.parent)?.lost(process, at)
  }

  /** Gives the lanes of the processes in the run, by number. */
  private takeProcesses(sample: Sample, moment: Moment): Map<number, ProcessLane> {
    const { at, run } = moment
    const started = new Map<number, number>()
    for (const thread of sample.threads)
      if (thread.tid === thread.pid) started.set(thread.pid, thread.started)
    this.rootPid ??= rootOf(sample)
    const lanes = new Map<number, ProcessLane>()
    for (const process of sample.processes) {
      const { pid } = process
      let track = this.processes.get(pid)
      if (!track?.isSame(process, started.get(pid))) {
        if (track?.lane) track.lane.ended = true
        const author = pid === this.rootPid ? null : moment.author
        track = new ProcessTrack(process, started.get(pid), author, at)
        this.processes.set(pid, track)
        const base = moment.isBirth ? 0 : process.cpuNs
        if (run) track.enter(run.recording, moment.intervalFrom(moment.lastAt ?? at, run).from, base)
      } else if (run && !track.lane) {
        track.enter(run.recording, 0, track.last.cpuNs)
      }
      track.take(process, at, run && at - run.start)
      if (!run || !track.lane) continue
      lanes.set(pid, track.lane)
      if (pid === this.rootPid) run.recording.root = track.lane
    }
    return lanes
  }

  private takeGils(
    sample: Sample,
    moment: Moment,
    lanes: ReadonlyMap<number, ProcessLane>,
    turns: ReadonlyMap<number, number>
  ): void {
    const { at, run } = moment
    for (const gil of sample.gils) {
      const gils = this.processes.get(gil.pid)?.gils
      const track = gils?.get(gil.interpreter)
      if (!track) {
        gils?.set(gil.interpreter, new GilTrack(gil, at))
        continue
      }
      const process = lanes.get(gil.pid)
      const laneOf = (tid: number): number => this.threads.laneOf(gil.pid, tid, at)
      if (run && process) {
        const interval = moment.intervalFrom(track.seenAt, run)
        track.draw(run.recording, process, interval, gil, laneOf, turns.get(gil.pid) ?? null)
      }
      track.follow(gil, at)
    }
  }

  /** Marks what is gone, and forgets what has been gone for long. */
  private forgetGone(at: Us): void {
    this.threads.end(at)
    for (const [pid, process] of this.processes) {
      if (process.lane) process.lane.ended = process.seenAt !== at
      if (at - process.seenAt > FORGET_AFTER) this.processes.delete(pid)
      for (const [id, gil] of process.gils) if (at - gil.seenAt > FORGET_AFTER) process.gils.delete(id)
    }
  }
}

/** The number of the process whose parent is not watched. */
function rootOf({ processes }: Sample): number | null {
  const pids = new Set(processes.map(({ pid }) => pid))
  return processes.find(({ parent }) => !pids.has(parent))?.pid ?? null
}

function toUs(at: Ms): Us {
  return Math.round(at * 1000) as Us
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
