/** A cell's situation, out of what the page and the command line both know of a run. Pure. */
import { plainText } from '../plainText'
import type { Notice } from '../protocol'
import { PythonCode } from '../python/code'
import type { Trace } from '../trace/trace'
import { verdictOf } from '../trace/verdict/verdict'
import type { Left, Raised, Situation } from './situation'

/** Of what a cell has printed, so many characters from its end are read: an error stands at the end. */
export const MOST_READ = 128 * 1024

export interface KnownRun {
  /** As it was sent. */
  readonly source: string
  readonly others: readonly string[]
  /** `3.13.0` */
  readonly python: string
  readonly isRunning: boolean
  readonly error: Raised | null
  /** To either stream, with its colours; of a long one the end. */
  readonly printed: string
  readonly notices: readonly Notice[]
  /** Null where nothing was watched. */
  readonly trace: Trace | null
}

export function situationOf({ source, python, printed, trace, ...known }: KnownRun): Situation {
  const [major = 3, minor = 0] = python.split('.').map(Number)
  return {
    ...known,
    code: new PythonCode(source),
    python: [major, minor],
    printed: known.isRunning ? '' : plainText(printed),
    facts: () => (trace === null ? null : verdictOf(trace).facts),
    left: trace === null || trace.live || trace.tier === 'portable' ? null : leftIn(trace)
  }
}

/** As the scope names the servers of multiprocessing's, which serve later cells too. */
const SERVERS = new Set(['resource tracker', 'forkserver'])

/** Which of the run's own threads and processes had not ended when it had. */
function leftIn({ run, threads, processes }: Trace): Left {
  const pids = new Set(processes.map(({ pid }) => pid))
  const kernel = processes.findIndex(({ parent }) => !pids.has(parent))
  const servers = processes.filter(({ name }) => SERVERS.has(name)).map(({ pid }) => pid)
  const parents = new Set([processes[kernel]?.pid, ...servers])
  return {
    threads: threads.filter(
      ({ process, startedBy, ended }) => process === kernel && startedBy === run && !ended
    ).length,
    processes: processes.filter(
      ({ parent, startedBy, ended, name }) =>
        parents.has(parent) && startedBy === run && !ended && !SERVERS.has(name)
    ).length
  }
}
