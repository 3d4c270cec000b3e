/** `--pin NAME`: what a cell's threads did, kept in the executed notebook as the app keeps pinned runs. */
import type { RunId } from '../../common/brands'
import type { CodeCell, JsonObject } from '../../common/notebook'
import { withoutPin, withPin } from '../../common/pins'
import type { Interpreter } from '../../common/session'
import type { Trace } from '../../common/trace/trace'
import { verdictOf } from '../../common/trace/verdict/verdict'

/**
 * The cell's metadata with this run in it, in place of one that was kept under the same name on the same Python. A run that
 * was too short to say anything is not kept.
 */
export function withRun(cell: CodeCell, trace: Trace, name: string, interpreter: Interpreter): JsonObject {
  const python = { version: interpreter.version, freeThreaded: interpreter.freeThreaded }
  const run = `${name}, Python ${python.version}${python.freeThreaded ? 't' : ''}` as RunId
  const metadata = withoutPin(cell.metadata, run)
  if (verdictOf(trace).pattern === 'too-short') return metadata
  return withPin(metadata, { run, name, source: cell.source, python, trace: renamed(trace, run) })
}

/** The trace as that of another run. */
function renamed(trace: Trace, run: RunId): Trace {
  const ownedByIt = <T extends { readonly startedBy: RunId | null }>(lane: T): T =>
    lane.startedBy === trace.run ? { ...lane, startedBy: run } : lane
  const tasks = { ...trace.tasks, tasks: trace.tasks.tasks.map(ownedByIt) }
  return { ...trace, run, threads: trace.threads.map(ownedByIt), tasks }
}
