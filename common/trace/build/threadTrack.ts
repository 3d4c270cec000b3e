/** One thread from sample to sample: its identity, its counters, and its lane in the run that is being recorded. */
import type { RunId } from '../../brands'
import type { SpanKey } from '../columns'
import type { ProcessLane, Recording, ThreadLane } from './recording'
import type { Switches, ThreadSample, ThreadState, Tier } from '../sample'
import type { Division, Kind, Ledger } from './settle'
import { emptyLedger, kindOf, settle } from './settle'
import type { Us } from '../trace'
import { SPAN_STATES } from '../trace'

/** For how long a thread that was seen to be blocked is taken to block between samples too, and on the same. In µs. */
const RECALL_BLOCKED = 250_000

/** A thread that dozed and runs now has been awake for about so long beyond what was counted: half a clock tick. In µs. */
const WOKEN = 2_000

const codeOf = new Map<string, number>(SPAN_STATES.map((state, code) => [state, code]))
const GIL_WAIT = codeOf.get('gil-wait') ?? 0
const UNSEEN: SpanKey = { state: codeOf.get('unseen') ?? 0, core: -1, held: false, line: -1 }

/** What a sample said of a thread. */
interface Seen extends SpanKey {
  readonly kind: Kind
}

/** The order of the parts of an interval that no sample saw. */
const UNSEEN_KINDS: readonly Kind[] = ['blocked', 'queue', 'cpu']

function key(state: ThreadState): SpanKey {
  return { state: codeOf.get(state) ?? 0, core: -1, held: false, line: -1 }
}

/**
 * An interval between two samples, in µs since the run began; `gap` when nobody looked in between; `dozed` when what it is
 * of was blocked, and only therefore not looked at in between. Until `alive` it was known to be there.
 */
export interface Interval {
  readonly from: number
  readonly to: number
  readonly gap: boolean
  readonly dozed: boolean
  readonly alive: number
}

export class ThreadTrack {
  /** The time of the last sample of it, on the sampler's clock, in µs. */
  seenAt: Us
  /** The time of the last sample in which it was known to be there: it may have dozed. */
  aliveAt: Us
  /** Its lane's id in the recording; null before its first interval in this run. */
  lane: { readonly id: number; readonly lane: ThreadLane } | null = null
  name: string
  private ledger: Ledger = emptyLedger()
  private cpuInRun = 0
  /** How often it had left the CPU when it was last read, and before the run; null where that is not known. */
  private switches: Switches | null = null
  private switchesBefore: Switches | null
  private isFirstInRun = false
  /** The end of a stretch that nobody saw, in µs of the run, while the thread queues as it did then; null otherwise. */
  private queuesSinceGap: number | null = null
  private readonly recalled = new Map<Kind, SpanKey>()
  private blockedAt = -Infinity

  constructor(
    public last: ThreadSample,
    readonly startedBy: RunId | null,
    at: Us,
    isBorn: boolean
  ) {
    this.seenAt = at
    this.aliveAt = at
    this.name = last.name ?? ''
    this.switchesBefore = isBorn ? { voluntary: 0, involuntary: 0 } : null
  }

  /** A new run begins: the lane of the last one is left as it is. */
  leaveRun(): void {
    this.lane = null
    this.cpuInRun = 0
    this.switchesBefore = this.switches
    this.isFirstInRun = true
    this.ledger = emptyLedger()
    this.queuesSinceGap = null
    this.blockedAt = -Infinity
    // Line ids belong to a run.
    for (const [kind, recalled] of this.recalled) this.recalled.set(kind, { ...recalled, line: -1 })
  }

  /** Takes what lasts of a sample, whether a run is recorded or not. */
  follow(sample: ThreadSample, at: Us): void {
    if (sample.switches) this.countSwitches(sample.switches)
    this.isFirstInRun = false
    this.name = sample.name ?? this.name
    this.last = sample
    this.seenAt = at
    this.aliveAt = at
  }

  /**
   * Draws an interval; counters before it were `cpuNs` and `queuedNs`. `gotGil` is when it got the GIL, where another
   * thread is known to have left it. Gives the time at which it left the CPU itself, if it did.
   */
  draw(
    recording: Recording,
    process: ProcessLane,
    interval: Interval,
    sample: ThreadSample,
    base: { readonly cpuNs: number; readonly queuedNs: number },
    gotGil: number | null = null
  ): number | null {
    const cpu = Math.max(0, sample.cpuNs - base.cpuNs) / 1000
    let queued = Math.max(0, sample.queuedNs - base.queuedNs) / 1000
    this.cpuInRun += cpu
    if (interval.to <= interval.from) return null
    this.lane ??= this.openLane(recording, process, interval.from)
    const { lane } = this.lane
    lane.name = sample.name ?? this.name
    lane.cpu.push(interval.to, Math.round(this.cpuInRun))
    if (interval.gap) {
      lane.spans.push(interval.to, UNSEEN)
      this.ledger = emptyLedger()
      this.queuesSinceGap = kindOf(sample.state) === 'queue' ? interval.to : null
      return null
    }
    const before = seenIn(this.last, recording)
    const after = seenIn(sample, recording)
    if (this.queuesSinceGap !== null && queued > 0) {
      // The part of that wait that nobody saw is drawn as such.
      queued = Math.min(queued, interval.to - this.queuesSinceGap)
      this.queuesSinceGap = null
    }
    this.remember(before, interval.from)
    this.remember(after, interval.to)
    // Whoever dozes while it waits for the GIL is looked at in the first sample after which it may have had it.
    const isTurn = interval.dozed && before.state === GIL_WAIT && cpu + queued <= interval.to - interval.alive
    const from = isTurn ? interval.alive : interval.from
    if (isTurn) lane.spans.push(from, before)
    const length = interval.to - from
    // One that is blocked again may have been woken at any time since; one that runs would have been seen to before.
    const woke = after.kind !== 'blocked'
    const gotAt = interval.dozed && !isTurn && woke ? interval.to - cpu - queued - WOKEN : gotGil
    const turn = gotAt === null ? undefined : Math.min(Math.max((gotAt - from) / length, 0), 1)
    const settled = settle(this.ledger, {
      length,
      before: before.kind,
      after: after.kind,
      cpu,
      queued,
      lag: sample.lagNs / 1000,
      turn,
      mayBlock: interval.to - this.blockedAt <= RECALL_BLOCKED
    })
    this.ledger = settled.ledger
    this.drawPieces(lane, settled.division, before, after, from, interval.to)
    const left = before.kind === 'cpu' && after.kind !== 'cpu'
    return left ? Math.round(from + settled.division.cpu) : null
  }

  /**
   * Draws the parts of an interval in the order in which they most likely were: what was seen at its beginning, then what
   * nobody saw (named by earlier samples), then what was seen at its end.
   */
  private drawPieces(
    { spans, process }: ThreadLane,
    division: Division,
    before: Seen,
    after: Seen,
    from: number,
    to: number
  ): void {
    const share = before.kind === after.kind ? 0.5 : 1
    let at = from + division[before.kind] * share
    spans.push(Math.min(Math.round(at), to), before)
    for (const kind of UNSEEN_KINDS) {
      if (kind === before.kind || kind === after.kind || division[kind] <= 0) continue
      at += division[kind]
      spans.push(Math.min(Math.round(at), to), this.recall(kind, process.tier))
    }
    at += division[after.kind] * share
    spans.push(Math.min(Math.round(at), to), after)
  }

  private countSwitches(now: Switches): void {
    this.switches = now
    // At a run's beginning everything is read, so that what was before it does not count.
    if (this.isFirstInRun || this.switchesBefore === null) this.switchesBefore = now
    if (!this.lane) return
    this.lane.lane.switches = {
      voluntary: Math.max(0, now.voluntary - this.switchesBefore.voluntary),
      involuntary: Math.max(0, now.involuntary - this.switchesBefore.involuntary)
    }
  }

  private openLane(
    recording: Recording,
    process: ProcessLane,
    from: number
  ): { id: number; lane: ThreadLane } {
    const { tid, started } = this.last
    return recording.addThread({ process, tid, started, startedBy: this.startedBy, name: this.name }, from)
  }

  private remember(seen: Seen, at: number): void {
    this.recalled.set(seen.kind, seen)
    if (seen.kind === 'blocked') this.blockedAt = at
  }

  private recall(kind: Kind, tier: Tier): SpanKey {
    // Where the GIL is unknown, nothing says that a thread which no sample saw on a CPU held it there.
    const onCpu = tier === 'exact' || tier === 'no-gil' ? 'python' : 'native'
    return this.recalled.get(kind) ?? key(kind === 'cpu' ? onCpu : 'preempted')
  }
}

/** What a sample says, in the terms of a span. Where a thread that does not run ran last is no news. */
function seenIn(sample: ThreadSample, recording: Recording): Seen {
  const kind = kindOf(sample.state)
  return {
    kind,
    state: codeOf.get(sample.state) ?? 0,
    core: kind === 'cpu' ? sample.core : -1,
    held: sample.held,
    line: recording.lineId(sample.line)
  }
}
