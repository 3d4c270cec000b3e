/** The sampling thread: looks at the watched processes at a steady pace, and posts what it saw ten times a second. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { Ms } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'
import { LinuxSampler } from './LinuxSampler'
import type { Assignment, Batch, Order } from './messages'
import { OwnCpu } from './OwnCpu'
import { Pace } from './Pace'
import { PortableSampler } from './PortableSampler'
import { steadyNow } from './steadyClock'
import { ticks } from './ticks'

/** Often enough for a live view, and few enough messages not to cost more than the samples. */
const BATCH_EVERY = 100 as Ms

/** A sample is complete when the next one has been taken: after a look, this soon. */
const LOOK_AGAIN = 2 as Ms

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const { pid, token, hz, bell } = workerData as Assignment
const ring = new Int32Array(bell)
const pace = new Pace(hz)
const ownCpu = new OwnCpu()
const sampler = process.platform === 'linux' ? new LinuxSampler(pid, token) : new PortableSampler(pid)
let isStopping = false
/** Samples that are still to be taken for the looks that were ordered, and the last order's number. */
let looksLeft = 0
let look = 0
let looked = 0

/** Waits for the time to pass or the bell to ring, whichever is first. */
function sleep(duration: Ms): void {
  const heard = Atomics.load(ring, 0)
  if (!obeyOrders()) Atomics.wait(ring, 0, heard, duration)
}

/** @returns whether there were any. */
function obeyOrders(): boolean {
  let heard = false
  for (let next = receive(); next !== null; next = receive()) {
    heard = true
    if (next.kind === 'rate') pace.ask(next.hz)
    else if (next.kind === 'rest') pace.rest(next.resting)
    else if (next.kind === 'stop') isStopping = true
    else {
      look = next.number
      looksLeft = 2
    }
  }
  return heard
}

function receive(): Order | null {
  return port === null ? null : ((receiveMessageOnPort(port)?.message as Order | undefined) ?? null)
}

let samples: Sample[] = []
let missed = 0
let postedAt = steadyNow()

function post(over: boolean): void {
  const cpuMs = ownCpu.sinceLast()
  pace.account(samples.length, cpuMs, sampler.threadCount)
  const batch: Batch = { samples, askedHz: pace.askedHz, hz: pace.hz, missed, cpuMs, looked, over }
  port?.postMessage(batch)
  samples = []
  missed = 0
  postedAt = steadyNow()
}

function period(): Ms | null {
  if (isStopping || sampler.isOver) return null
  return looksLeft > 0 && pace.period > LOOK_AGAIN ? LOOK_AGAIN : pace.period
}

for (const tick of ticks({ now: steadyNow, sleep }, period)) {
  const sample = sampler.take(tick.at, tick.late)
  if (sample) samples.push(sample)
  missed += tick.missed
  const isLookDone = looksLeft === 1
  if (looksLeft > 0) looksLeft -= 1
  if (isLookDone) looked = look
  if (isLookDone || tick.at - postedAt >= BATCH_EVERY) post(false)
  // A sampler that is always late never sleeps, and must still hear.
  obeyOrders()
}
looked = look
const last = sampler.finish()
if (last) samples.push(last)
post(true)
ownCpu.close()
port.close()
