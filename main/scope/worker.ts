/**
 * The sampling thread. It looks at the watched processes at a steady pace, makes traces of what it sees, and tells the app
 * only of those. What the app knows and the samples do not (when a run begins) comes in as orders; orders and samples meet
 * in `RunCuts`, by their times.
 *
 *     orders ──▶ obey ────────────────────────┐
 *     ticks ──▶ sampler.take ──▶ some samples ──▶ RunCuts (TraceBuilder) ──▶ LiveTraces ──▶ reports
 *
 * Traces are made of some samples at once: what has slept for 4 ms finds the processor's caches cold, and code that then
 * runs once takes three times as long as code that runs ten times in a row.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { Ms } from '../../common/brands'
import type { TaskSteps } from '../../common/taskSteps'
import type { Sample } from '../../common/trace/sample'
import type { Cost, Trace, Us } from '../../common/trace/trace'
import { columnsOf } from '../../common/trace/trace'
import { LinuxSampler } from './LinuxSampler'
import { LiveTraces } from './LiveTraces'
import type { Assignment, Order, Report } from './messages'
import { OwnCpu, type Spent } from './OwnCpu'
import { Pace } from './Pace'
import { AskedLooks } from './portable/AskedLooks'
import { MOST_LOOKS, PortableSampler } from './PortableSampler'
import { RunCuts } from './RunCuts'
import type { Sampler } from './Sampler'
import { steadyNow } from './steadyClock'
import { ticks, type Hz } from './ticks'

/** How often the thread's own cost is counted and the live view is thought of. */
const REVIEW_EVERY = 100 as Ms

/** A sample is complete when the next one has been taken: after a look, this soon. */
const LOOK_AGAIN = 2 as Ms

/** How often is told what is alive, to whoever watches that. */
const NOW_EVERY = 250 as Ms

/**
 * V8 compiles what runs often; until then a sample costs half as much again. So that the first run does not pay for that,
 * the kernel is looked at so many times in a row while it rests, at so many beats, once it has had that long to start.
 */
const PRACTICE = { looks: 25, beats: 30, from: 1_000 as Ms }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const { pid, token, hz, wants, bell, looks } = workerData as Assignment
const ring = new Int32Array(bell)
/** How often the bell had rung when orders were last asked for. */
let heard = -1
const pace = new Pace(looks === null ? hz : (Math.min(hz, MOST_LOOKS) as Hz))
const ownCpu = new OwnCpu()
const live = new LiveTraces()
const sampler: Sampler =
  looks === null ? new LinuxSampler(pid, token) : new PortableSampler(pid, new AskedLooks(looks))
const cuts = new RunCuts({
  hz: pace.hz,
  onEnded: (trace, began) => ended.push({ trace, began })
})
/** Samples that the traces do not have yet, and traces that were not handed out yet. */
const taken: Sample[] = []
const ended: { trace: Trace; began: Ms }[] = []
pace.rest(true)
let isStopping = false
/** Samples that are still to be taken for the looks that were ordered, and the last order's number. */
let looksLeft = 0
let look = 0
/** When was last told what is alive; null while nobody watches that. */
let nowAt: number | null = null

/** @param columns what is handed over with it. */
function report(what: Report, columns: readonly ArrayBufferView[] = []): void {
  port?.postMessage(what, [...new Set(columns.map(({ buffer }) => buffer as ArrayBuffer))])
}

/** Waits for the time to pass or the bell to ring, whichever is first. */
function sleep(duration: Ms): void {
  if (!obeyOrders()) Atomics.wait(ring, 0, heard, duration)
}

/** @returns whether there were any. Each rings the bell once it can be received; without that there is nothing to ask for. */
function obeyOrders(): boolean {
  const rung = Atomics.load(ring, 0)
  if (rung === heard) return false
  heard = rung
  for (let next = receive(); next !== null; next = receive()) obey(next)
  return true
}

function receive(): Order | null {
  return port === null ? null : ((receiveMessageOnPort(port)?.message as Order | undefined) ?? null)
}

function obey(order: Order): void {
  switch (order.kind) {
    case 'begin':
      cuts.begin(order.run, order.at)
      break
    case 'end':
      cuts.end(order.run, order.at)
      break
    case 'tasks':
      addTasks(order.steps)
      break
    case 'look':
      look = order.number
      looksLeft = 2
      break
    case 'watchNow':
      cuts.lookAway()
      nowAt = order.isWatched ? -Infinity : null
      break
    case 'stop':
      isStopping = true
  }
  if (order.kind === 'begin' || order.kind === 'end') {
    review(steadyNow())
    pace.rest(!cuts.isRunning)
    cuts.plan(pace.hz)
  }
}

/** From the thread's ms to the trace's µs. */
function toUs({ over, looking, building, packing }: Spent & { over: Ms }): Cost {
  const us = (ms: number): Us => (ms * 1_000) as Us
  return { over: us(over), looking: us(looking), building: us(building), packing: us(packing) }
}

function addTasks(steps: TaskSteps): void {
  const began = steadyNow()
  cuts.addTasks(steps)
  ownCpu.did('building', began)
}

/** Adds the samples that were taken since the last time to the trace. */
function build(): void {
  const began = steadyNow()
  for (const sample of taken.splice(0)) cuts.add(sample)
  ownCpu.did('building', began)
  handOut()
}

function handOut(): void {
  for (const { trace, began } of ended.splice(0)) {
    if (wants.packed) {
      const since = steadyNow()
      const packed = live.last(trace)
      ownCpu.did('packing', since)
      report({ kind: 'packed', trace: packed, hasEnded: true })
    }
    if (wants.whole) report({ kind: 'whole', trace, began }, columnsOf(trace))
  }
}

function take(sample: Sample | null): void {
  if (sample) taken.push(sample)
}

let samples = 0
const startedAt = steadyNow()
let reviewedAt = startedAt
let practised = 0

function practise(now: Ms): void {
  // A watcher's looks are another process's work, and nothing here that V8 could compile.
  if (looks !== null || cuts.isRunning || practised === PRACTICE.beats || now - startedAt < PRACTICE.from)
    return
  practised += 1
  for (let look = 0; look < PRACTICE.looks; look += 1) take(sampler.take(steadyNow(), 0 as Ms, true))
  samples += PRACTICE.looks
}

function showNow(now: Ms): void {
  if (nowAt === null || now < nowAt + NOW_EVERY) return
  nowAt = now
  report({ kind: 'now', now: cuts.now() })
}

/** Counts what the thread has cost, plans how often to look, and shows how far the run has come and what is alive. */
function review(now: Ms): void {
  build()
  const time = (now - reviewedAt) as Ms
  const spent = ownCpu.sinceLast()
  spent.looking += sampler.spentElsewhere?.() ?? 0
  pace.account(samples, spent, time, sampler.threadCount)
  cuts.plan(pace.hz)
  cuts.spend(toUs({ ...spent, over: time }))
  live.spent(spent.packing)
  samples = 0
  reviewedAt = now
  const since = steadyNow()
  showNow(now)
  const trace = wants.packed ? live.next(() => cuts.trace()) : null
  ownCpu.did('packing', since)
  if (trace) report({ kind: 'packed', trace, hasEnded: false })
}

function period(): Ms | null {
  if (isStopping || sampler.isOver) return null
  return looksLeft > 0 && pace.period > LOOK_AGAIN ? LOOK_AGAIN : pace.period
}

for (const tick of ticks({ now: steadyNow, sleep }, period)) {
  take(sampler.take(tick.at, tick.late, looksLeft > 0))
  practise(tick.at)
  ownCpu.did('looking', tick.at)
  samples += 1
  if (looksLeft > 0 && --looksLeft === 0) {
    build()
    report({ kind: 'looked', number: look })
  }
  if (tick.at - reviewedAt >= REVIEW_EVERY) review(tick.at)
  // A sampler that is always late never sleeps, and must still hear.
  obeyOrders()
}
take(sampler.finish())
build()
obeyOrders()
cuts.finish()
handOut()
if (nowAt !== null) report({ kind: 'now', now: [] })
ownCpu.close()
port.close()
