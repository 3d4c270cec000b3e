/**
 * What crashed is written down on this computer and told to its user, and to nobody else. One text file has all of it, newest
 * last; what Chromium leaves of a process that crashed lies beside it (Crashpad's minidumps).
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Log } from './log'

export class Crashes {
  /** What the user can open. */
  readonly report: string
  /** Where Chromium leaves its part. */
  readonly dumps: string
  private readonly log: Log
  private readonly marker: string

  /** @param folder belongs to crashes alone */
  constructor(private readonly folder: string) {
    this.report = join(folder, 'crashes.log')
    this.dumps = folder
    this.marker = join(folder, 'told')
    this.log = new Log(this.report)
  }

  /** Written at once. */
  happened(what: string, problem?: unknown): void {
    this.log.warn(what, problem)
  }

  /** Whether something crashed since the user was last told. Minidumps nobody has written of get a line each. */
  async isUntold(): Promise<boolean> {
    const last = Number(await readFile(this.marker, 'utf8').catch(() => '0'))
    const isNew = (await this.newest()) > last
    for (const dump of await this.minidumps())
      if ((await timeOf(dump)) > last) this.happened(`a process of Gilscope crashed; Chromium left ${dump}`)
    return isNew
  }

  /** The user has been told of all so far. */
  async told(): Promise<void> {
    await mkdir(this.folder, { recursive: true }).catch(() => undefined)
    // A disk that takes no note means that it is told again.
    await writeFile(this.marker, String(await this.newest())).catch(() => undefined)
  }

  /** When something was last written down. */
  private async newest(): Promise<number> {
    return Math.max(...(await Promise.all([this.report, ...(await this.minidumps())].map(timeOf))))
  }

  private async minidumps(): Promise<string[]> {
    if (!existsSync(this.dumps)) return []
    const names = await readdir(this.dumps, { recursive: true }).catch(() => [])
    return names.filter((name) => name.endsWith('.dmp')).map((name) => join(this.dumps, name))
  }
}

/** When a file was last written, in milliseconds since 1970; 0 where there is none. */
async function timeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
