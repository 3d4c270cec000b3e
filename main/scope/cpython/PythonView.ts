/** CPython in one watched process, as far as it can be seen: attached when possible, again when its program changes. */
import { dirname } from 'node:path'
import type { Ms } from '../../../common/brands'
import type { GilSample, Tier } from '../../../common/trace/sample'
import type { Line } from '../../../common/trace/trace'
import { reasonSentence } from '../../../common/trace/tierReasons'
import { ProcessMemory, readInt32 } from '../linux/memory'
import { whyUnreadable } from '../linux/whyUnreadable'
import { findPython, openPython, type Attached } from './attach'
import type { Gil, GilState, Python } from './Python'

/** Between the first tries to attach, in ms; doubled after each, for a program may take its time to start. */
const FIRST_PAUSE = 4
const LONGEST_PAUSE = 1_000
/** Between two calls of `relist`, for threads that are not in Python's list yet. */
const MOST_LOOKS = 3

/** Lists are read while Python changes them; when they made no sense so often in a row, its memory is not what it was. */
const MOST_UNLISTED = 3

/** Of the threads of a process that go on with Python, one has its line read so often, in ms. */
const LINE_EVERY = 7

/** A GIL with what was last read of it. */
interface WatchedGil extends Gil, GilState {
  /** The holder's thread number; 0 when nobody holds it, -1 when it cannot be told. */
  tid: number
  /** Filled by a second look, to tell what has changed since. */
  readonly again: GilState
}

export class PythonView {
  tier: Tier = 'os'
  /** Why the tier is not `exact`; empty when it is. */
  reason = reasonSentence('notLooked')
  private python: Python | null = null
  private memory: ProcessMemory | null = null
  private gils: WatchedGil[] = []
  /** Thread states seen so far and their thread numbers; valid until the next `relist`. */
  private tids = new Map<number, number>()
  /** The other way round: a thread's states, for it has one in each interpreter that it has run in, the newest first. */
  private states = new Map<number, number[]>()
  private looksLeft = 0
  /** How often in a row the list of GILs could not be read. */
  private unlisted = 0
  private sampleAt = 0 as Ms
  /** How many threads wanted to have their line read, in this sample so far and in the one before. */
  private lineAsks = { now: 0, before: 0 }
  /** When a thread that goes on with Python had its line read last, and of each thread when it was read at all. */
  private lineTurnAt = -Infinity
  private readonly lineReadAt = new Map<number, number>()
  /** GILs may have been held by threads of which no sample says so. */
  private hasUnseenTurns = true
  private nextTry = 0 as Ms
  private pause = FIRST_PAUSE

  /** @param folder the system's about the process, e.g. `/proc/42`. */
  constructor(
    private readonly folder: string,
    private readonly pid: number
  ) {}

  /** Attaches if that has not worked yet and is due. `tids`: the process's threads, as the system knows them. */
  tryAttach(now: Ms, tids: ReadonlyMap<number, unknown>): void {
    if (this.python !== null || now < this.nextTry) return
    const opened = this.open(tids)
    if (opened.ok) {
      this.python = opened.value
      this.pause = FIRST_PAUSE
      this.relist()
      this.readGils(now)
      return
    }
    this.lookAgain(now, opened.reason)
    this.nextTry = (now + this.pause) as Ms
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE)
  }

  private open(tids: ReadonlyMap<number, unknown>): Attached<Python> {
    this.memory = ProcessMemory.open(this.folder)
    if (this.memory === null) return { ok: false, reason: whyUnreadable(dirname(this.folder)) }
    const found = findPython(this.folder, this.memory)
    return found.ok ? openPython(this.memory, found.value, tids) : found
  }

  /** The process runs another program now, or its memory is gone: attaches anew, soon. */
  lookAgain(now: Ms, reason: string): void {
    this.close()
    this.tier = 'os'
    this.reason = reason
    this.nextTry = now
  }

  /** Another program was noticed: what was learnt about waiting for the old one no longer counts. */
  programChanged(now: Ms): void {
    this.pause = FIRST_PAUSE
    this.lookAgain(now, reasonSentence('newProgram'))
  }

  /**
   * Reads anew which GILs there are and which thread is which. To be called when a thread began or ended, for addresses
   * are used again, and now and then: a new thread tells Python its number a little later, and interpreters need none.
   */
  relist(): void {
    this.tids.clear()
    this.states.clear()
    this.looksLeft = MOST_LOOKS
    const listed = this.python?.gils() ?? null
    this.unlisted = listed === null ? this.unlisted + 1 : 0
    if (listed === null) return
    const before = new Map(this.gils.map((gil) => [gil.address, gil]))
    this.gils = listed.map(
      (gil) =>
        before.get(gil.address) ?? {
          ...gil,
          enabled: true,
          holder: 0,
          switches: 0,
          tid: 0,
          again: { enabled: true, holder: 0, switches: 0 }
        }
    )
  }

  /** Reads who holds each GIL: `now`, the moment that the sample stands for. @returns false when there is nothing to read. */
  readGils(now: Ms): boolean {
    const { python } = this
    if (python === null || this.unlisted >= MOST_UNLISTED) return false
    let enabled = this.gils.length === 0
    if (this.holders.length > 0) this.holders.length = 0
    this.hasUnseenTurns = this.gils.length !== 1
    this.sampleAt = now
    this.lineAsks.before = this.lineAsks.now
    this.lineAsks.now = 0
    python.lines?.beginSample()
    for (const gil of this.gils) {
      const { switches } = gil
      if (!python.readGil(gil.address, gil)) return false
      gil.tid = gil.holder === 0 ? 0 : this.tidOf(python, gil.holder)
      if (gil.tid > 0) this.holders.push(gil.tid)
      enabled ||= gil.enabled
      // After one hand-off to somebody who has let it go again, it may have been anybody's.
      this.hasUnseenTurns ||= gil.switches - switches > (gil.tid > 0 ? 1 : 0)
    }
    this.tier = enabled ? 'exact' : 'no-gil'
    this.reason = enabled ? '' : reasonSentence('noGil')
    return true
  }

  get isAttached(): boolean {
    return this.python !== null
  }

  /** The thread numbers of those who hold a GIL; the caller must not keep it. */
  readonly holders: number[] = []

  /** Looks again whether a thread that held a GIL at the last `readGils` still does. */
  stillHolds(tid: number): boolean {
    const gil = this.gils.find((one) => one.tid === tid)
    if (gil === undefined || !this.python?.readGil(gil.address, gil.again)) return false
    return gil.again.holder === gil.holder && gil.again.switches === gil.switches
  }

  /** The thread that seemed to hold a GIL at the last `readGils` was waiting for it: who held it cannot be told. */
  forgetHolder(tid: number): void {
    for (const gil of this.gils) if (gil.tid === tid) gil.tid = -1
  }

  /** Looks whether a thread has got a GIL since the last `readGils`, so that it was about to get it then. */
  hasGotGil(tid: number): boolean {
    const { python } = this
    if (python === null) return false
    return this.gils.some(({ address, again, switches }) => {
      if (!python.readGil(address, again)) return false
      if (again.switches === switches || again.holder === 0) return false
      return this.tidOf(python, again.holder) === tid
    })
  }

  /** Whether a futex at this address is part of a GIL. */
  isGil(address: number): boolean {
    return this.gils.some((gil) => gil.enabled && this.python?.isInGil(gil.address, address))
  }

  /** Whether a thread of a build without a GIL may run Python now; null where that is not known. */
  mayRun(tid: number): boolean | null {
    const { python } = this
    if (python === null || python.layout.thread.attached === null) return null
    // A thread that Python does not list runs something else.
    const attached = this.statesOf(tid).map((state) => python.isAttached(state))
    return attached.includes(true) || (attached.includes(null) ? null : false)
  }

  /**
   * Whether it is a thread's turn to have its line read: threads that go on with what they did take turns, so that a
   * process with many busy ones costs little more than one with a single one.
   */
  isLineDue(tid: number): boolean {
    this.lineAsks.now += 1
    if (this.sampleAt - this.lineTurnAt < LINE_EVERY) return false
    const isDue = this.sampleAt - (this.lineReadAt.get(tid) ?? -Infinity) >= this.lineAsks.before * LINE_EVERY
    if (isDue) this.lineTurnAt = this.sampleAt
    return isDue
  }

  /**
   * The line of a cell that a thread is on.
   * @returns null when it is on none, or it cannot be told; undefined when it should be asked again at the next sample.
   */
  lineOf(tid: number): Line | null | undefined {
    const lines = this.python?.lines
    if (!lines) return null
    this.lineReadAt.set(tid, this.sampleAt)
    let found: Line | null | undefined = null
    for (const state of this.statesOf(tid)) {
      found = lines.lineOf(state, tid)
      if (found) break
    }
    return found
  }

  /**
   * Whether a thread that waited for the GIL at the last sample, and does so now, may have had it in between. Of one
   * hand-off between two samples both sides were seen: the holder then and the holder now.
   */
  mayHaveHadTurn(tid: number): boolean {
    return this.hasUnseenTurns || this.holders.includes(tid)
  }

  /** A number in its memory; null when it cannot be read. */
  readInt32(address: number): number | null {
    return this.memory && readInt32(this.memory, address)
  }

  /** Adds what was read of the GILs to a sample. */
  sampleGils(into: GilSample[]): void {
    for (const { enabled, interpreter, tid, switches } of this.gils) {
      if (enabled) into.push({ pid: this.pid, interpreter, holder: tid, switches })
    }
  }

  close(): void {
    this.memory?.close()
    this.memory = null
    this.python = null
    this.gils = []
    this.unlisted = 0
    this.holders.length = 0
    this.tids.clear()
    this.states.clear()
    this.lineReadAt.clear()
  }

  private statesOf(tid: number): readonly number[] {
    const known = this.states.get(tid)
    if (known !== undefined || this.python === null || this.looksLeft === 0) return known ?? []
    this.looksLeft -= 1
    this.states.clear()
    // 3.12 notes the thread that created an interpreter, not the one that is running it.
    const isUnreliable = this.python.layout.version === '3.12'
    for (const { address, tid: owner, interpreter } of this.python.threads() ?? []) {
      if (isUnreliable && interpreter !== 0) continue
      const states = this.states.get(owner)
      if (states) states.push(address)
      else this.states.set(owner, [address])
    }
    return this.states.get(tid) ?? []
  }

  private tidOf(python: Python, thread: number): number {
    const known = this.tids.get(thread)
    if (known !== undefined) return known
    const isGuest = python.interpreterOf(thread) !== 0
    const tid = isGuest ? python.guestTidOf(thread) : python.tidOf(thread)
    this.tids.set(thread, tid > 0 ? tid : -1)
    return tid > 0 ? tid : -1
  }
}
