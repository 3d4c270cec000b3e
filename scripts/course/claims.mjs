/**
 * What the chapters claim of their cells (`course/claims.json`), held against what `gilscope run --json` said of them.
 *
 * A claim has a `figure` with a bound (`atLeast`, `atMost`, or `is` for a word), and may be limited to interpreters with
 * or without a GIL (`gil`) or from a version on (`from`). Bounds are chosen so that a busy machine cannot break them: CPU time
 * instead of wall time, at most so many cores in use, at least so many wanted. What only a quiet machine shows is marked
 * `undisturbed`, and not told where other programs took a part of the cores.
 */

/** @typedef {{ says: string, figure: string, of?: string, atLeast?: number, atMost?: number, is?: string, gil?: boolean, from?: string, undisturbed?: boolean }} Claim */
/** @typedef {{ row: object, rows: Map<string, object>, capacity: () => Promise<number> }} Measured */

const sum = (threads, figure) => threads.reduce((total, thread) => total + (figure(thread) ?? 0), 0)
/** How many threads were in a state at once, on average: of those that the cell started, and the one that ran it. */
const inState =
  (state) =>
  ({ row: { index, scope } }) => {
    const own = ({ pid, tid, startedBy }) =>
      startedBy === index || (pid === tid && pid === scope.processes[0].pid)
    return sum(scope.threads.filter(own), ({ states }) => states[state]) / scope.wallMs
  }
/** Threads that did or wanted something: a hundredth of the run. */
const took = ({ cpuMs, startedBy }, { index, scope }) => startedBy === index || cpuMs > scope.wallMs * 0.01

/**
 * Whether other programs took a notable part of the CPU time that its threads were ready for, or kept it from being seen. Of
 * threads that take turns with a GIL those that wake to ask for it queue behind the one that has it, on the same core: while
 * they use one core between them nobody else took it.
 */
function isDisturbed({ wallMs, cpuMs, gil, missed, threads }) {
  if (missed > 0.15) return true
  const used = cpuMs / wallMs
  if (gil.heldMs > wallMs * 0.85 && used > 0.9 && used < 1.15) return false
  const preempted = sum(threads, ({ states }) => states.preempted)
  return preempted > Math.max(cpuMs + preempted, wallMs / 2) * 0.1
}

/** By name. Each gets what was measured, and gives a number or a word. */
export const FIGURES = {
  /** Cores in use on average. */
  cores: ({ row }) => row.scope.cores,
  /** Cores that its threads were ready to use, on average: also while other programs kept them from it. */
  wanted: ({ row: { scope } }) =>
    (scope.cpuMs + sum(scope.threads, ({ states }) => states.preempted)) / scope.wallMs,
  /** Cores in use, as a share of what two busy processes get in the same minute. */
  capacityShare: async ({ row, capacity }) => row.scope.cores / (await capacity()),
  /** CPU time as a share of that of another cell. */
  cpuShare: ({ row, other }) => row.scope.cpuMs / other.scope.cpuMs,
  threads: ({ row }) => row.scope.threads.filter((thread) => took(thread, row)).length,
  processes: ({ row }) =>
    new Set(row.scope.threads.filter((thread) => took(thread, row)).map(({ pid }) => pid)).size,
  tasks: ({ row }) => row.scope.tasks.length,
  /** Tasks that awaited something at once, on average. */
  awaiting: ({ row: { scope } }) =>
    sum(scope.tasks, ({ suspendedMs }) => sum(Object.values(suspendedMs), (ms) => ms)) / scope.wallMs,
  asleep: inState('sleep'),
  atLocks: inState('lock'),
  inIo: inState('io'),
  /** How many threads waited for the GIL at once, on average. */
  atGil: inState('gil-wait'),
  /** The share of the CPU time that was spent outside of Python's code, without the GIL. */
  native: ({ row: { scope } }) => sum(scope.threads, ({ states }) => states.native) / scope.cpuMs,
  /** How much of the time a GIL was held; more than 1 where there are several. */
  gilHeld: ({ row: { scope } }) => scope.gil.heldMs / scope.wallMs,
  handoffsPerSecond: ({ row: { scope } }) => (scope.gil.switches / scope.wallMs) * 1000,
  pattern: ({ row }) => row.scope.pattern,
  /** What the cell's last expression was. */
  result: ({ row }) =>
    row.outputs.find(({ output_type }) => output_type === 'execute_result')?.data['text/plain'] ?? ''
}

/**
 * Whether a claim is about this Python.
 * @param {Claim} claim
 * @param {string} python e.g. `3.13.0t`
 */
export function isAbout({ gil, from = '3.0' }, python) {
  const minorOf = (version) => Number(version.split('.')[1])
  return (gil === undefined || gil !== python.endsWith('t')) && minorOf(python) >= minorOf(from)
}

/**
 * @param {Claim} claim
 * @param {Measured} measured
 * @returns {Promise<{ holds: boolean, isTold?: boolean, why?: string }>} why: what does not hold, in words
 */
export async function held(claim, measured) {
  if (claim.undisturbed && isDisturbed(measured.row.scope))
    return { holds: false, isTold: false, why: 'other programs used the cores' }
  const value = await FIGURES[claim.figure]({ ...measured, other: measured.rows.get(claim.of) })
  const { atLeast = -Infinity, atMost = Infinity, is } = claim
  const holds = is === undefined ? value >= atLeast && value <= atMost : value === is
  if (holds) return { holds }
  const bounds = [
    [claim.is, ''],
    [claim.atLeast, ' at least'],
    [claim.atMost, ' at most']
  ].filter(([bound]) => bound !== undefined)
  const wanted = bounds.map(([bound, words]) => `should be${words} ${bound}`).join(' and ')
  const was = typeof value === 'number' ? value.toFixed(3) : value
  return { holds, isTold: true, why: `${claim.figure} ${wanted}, was ${was}` }
}
