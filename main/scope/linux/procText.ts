/**
 * Readers for the few files of `/proc` that are read thousands of times a second. They take bytes and fill an object
 * that the caller keeps, so that a sample makes no garbage.
 */

const SPACE = 0x20
const NEWLINE = 0x0a
const ZERO = 0x30
const NINE = 0x39
const OPENING = 0x28
const CLOSING = 0x29
const MINUS = 0x2d

/** What the sampler uses of `/proc/PID/stat` and `/proc/PID/task/TID/stat`. */
export interface StatFields {
  /** The system's name (`comm`), at most 15 bytes. */
  name: string
  /** `R`, `S`, `D`, `T`, `t`, `Z`, `X` or `I`. */
  letter: string
  parent: number
  /** User and system time in clock ticks; of the whole process in `/proc/PID/stat`. */
  ticks: number
  /** The same of the children that it has waited for. */
  reapedTicks: number
  threads: number
  /** Clock ticks since boot. */
  started: number
  /** Last core. */
  core: number
}

/** Linux gives the names of its own threads more room than those of ours. */
const LONGEST_NAME = 63

export function emptyStat(): StatFields {
  return { name: '', letter: '', parent: 0, ticks: 0, reapedTicks: 0, threads: 0, started: 0, core: -1 }
}

/** The name of the last `stat` line decoded, kept to spare decoding the same bytes again. */
function sameText(text: string, bytes: Buffer, from: number, to: number): boolean {
  if (text.length !== to - from) return false
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at - from) !== bytes[at]) return false
  return true
}

/**
 * Reads a `stat` line of `length` bytes into `into`. The name stands in brackets and may hold brackets and spaces itself,
 * so the fields are counted from the last closing one.
 * @returns false, with `into` unusable, when the line is not one.
 */
export function readStat(bytes: Buffer, length: number, into: StatFields): boolean {
  let opening = 0
  while (opening < length && bytes[opening] !== OPENING) opening += 1
  let at = Math.min(length - 1, opening + LONGEST_NAME + 1)
  while (at > opening && bytes[at] !== CLOSING) at -= 1
  if (at <= opening || at + 4 > length) return false
  if (!sameText(into.name, bytes, opening + 1, at)) into.name = bytes.toString('utf8', opening + 1, at)
  const letter = bytes[at + 2] ?? 0
  if (into.letter.charCodeAt(0) !== letter) into.letter = String.fromCharCode(letter)
  into.ticks = 0
  into.reapedTicks = 0
  // Field 3 is the letter; numbers follow from field 4 on (proc_pid_stat(5)).
  at += 4
  let field = 4
  let value = 0
  let last = 0
  for (; at < length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO)
    } else if (byte === SPACE || byte === NEWLINE) {
      if (field === 4) into.parent = value
      else if (field === 14 || field === 15) into.ticks += value
      else if (field === 16 || field === 17) into.reapedTicks += value
      else if (field === 20) into.threads = value
      else if (field === 22) into.started = value
      else if (field === 39) into.core = value
      last = field
      if (field === 39) break
      field += 1
      value = 0
    }
  }
  return last === 39
}

/** `schedstat`: nanoseconds on a CPU, nanoseconds runnable without one, and how often it was put on a CPU. */
export interface SchedFields {
  cpuNs: number
  queuedNs: number
  turns: number
}

/**
 * Not whole numbers: those that outgrow 31 bits would give the object another shape while it is in use, and V8 forgets what it
 * compiled for the old one.
 */
export function emptySched(): SchedFields {
  return { cpuNs: NaN, queuedNs: NaN, turns: 0 }
}

/** @returns false when the line is not one. */
export function readSched(bytes: Buffer, length: number, into: SchedFields): boolean {
  let value = 0
  let field = 0
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO)
      continue
    }
    if (byte !== SPACE && byte !== NEWLINE) return false
    if (field === 0) into.cpuNs = value
    else if (field === 1) into.queuedNs = value
    else into.turns = value
    field += 1
    value = 0
  }
  return field >= 3
}

/** How often a thread left the CPU: because it had to wait, and because another was given its turn. */
export interface SwitchFields {
  voluntary: number
  involuntary: number
}

const SWITCHES = Buffer.from('\nvoluntary_ctxt_switches:\t')
const INVOLUNTARY = Buffer.from('\nnonvoluntary_ctxt_switches:\t')

/** Reads them from the text of `/proc/PID/task/TID/status`. @returns false when they are not there. */
export function readSwitches(bytes: Buffer, length: number, into: SwitchFields): boolean {
  const text = bytes.subarray(0, Math.max(0, length))
  const [voluntary, involuntary] = [SWITCHES, INVOLUNTARY].map((name) => {
    const at = text.indexOf(name)
    return at < 0 ? -1 : parseInt(text.toString('latin1', at + name.length, at + name.length + 20), 10)
  }) as [number, number]
  if (!(voluntary >= 0 && involuntary >= 0)) return false
  into.voluntary = voluntary
  into.involuntary = involuntary
  return true
}

/** What a thread is doing in the kernel (`/proc/PID/task/TID/syscall`). */
export interface SyscallFields {
  /** Runnable: on a CPU or waiting for one; the numbers below are then stale. */
  running: boolean
  /** The system call's number; -1 when it is blocked outside one, e.g. on a page fault or stopped. */
  number: number
  /** Its first three arguments. Addresses are below 2^47 and exact; other large numbers may be rounded. */
  first: number
  second: number
  third: number
}

export function emptySyscall(): SyscallFields {
  return { running: false, number: -1, first: NaN, second: NaN, third: NaN }
}

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57
  return -1
}

/** @returns false when the line is not one (no right to read it gives an empty one). */
export function readSyscall(bytes: Buffer, length: number, into: SyscallFields): boolean {
  if (length < 2) return false
  const first = bytes[0] ?? 0
  into.running = first === 0x72 // "running"
  if (into.running) return true
  let at = 0
  const negative = first === MINUS
  if (negative) at += 1
  let number = 0
  for (; at < length; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) break
    number = number * 10 + digit
  }
  into.number = negative ? -1 : number
  for (let argument = 0; argument < 3; argument += 1) {
    at += 3 // the space and "0x"
    let value = 0
    for (; at < length; at += 1) {
      const digit = hexDigit(bytes[at] ?? 0)
      if (digit < 0) break
      value = value * 16 + digit
    }
    if (argument === 0) into.first = value
    else if (argument === 1) into.second = value
    else into.third = value
  }
  return at > 1
}
