/** One log for the main process: a line a problem, in a file that starts anew when it has grown past its size. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Enough for weeks of ordinary use; one old file is kept. */
const MOST_BYTES = 1_000_000

export class Log {
  constructor(private readonly path: string) {}

  /** Written at once: the next moment may be a crash. A log that cannot be written must not stop the app. */
  warn(what: string, problem?: unknown): void {
    const detail = problem instanceof Error ? (problem.stack ?? problem.message) : problem
    const line = `${new Date().toISOString()} ${what}${detail === undefined ? '' : `: ${String(detail)}`}\n`
    try {
      mkdirSync(dirname(this.path), { recursive: true })
      if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
        renameSync(this.path, `${this.path}.old`)
      appendFileSync(this.path, line)
    } catch {
      process.stderr.write(line)
    }
  }
}
