/**
 * Which Gilscopes of this user have a file open: each leaves a note in a folder that all share, named after the file and its
 * process. Nobody is kept from anything by it: a second window is told, and saving asks anyway where the file has changed.
 * Where notes cannot be written nothing is known, and nothing is said.
 */
import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, unlink, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { isOwnerAlive, markOf } from '../kernel/processTree'

/** Where the notes are: every user has a folder of their own, whatever their user-data folders are. */
export function claimsFolder(): string {
  const { uid, username } = userInfo()
  return join(tmpdir(), `gilscope-open-files-${uid >= 0 ? uid : username}`)
}

/** The file, the process's number, and its mark. */
const NOTE = /^([0-9a-f]+)-(\d+)-(\d+)$/

export class FileClaims {
  private readonly mine = new Set<string>()
  /** Numbers of processes are given again, after a day of use or a restart of the machine: this tells two apart. */
  private readonly mark: string

  constructor(
    private readonly folder: string,
    private readonly pid: number = process.pid
  ) {
    this.mark = markOf(pid)
  }

  /** This process has the file open. `file` is its path without links. */
  async claim(file: string): Promise<void> {
    const name = this.nameOf(file)
    if (this.mine.has(name)) return
    this.mine.add(name)
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 })
      if (!(await this.isOurs())) return
      await writeFile(join(this.folder, name), '', { mode: 0o600 })
    } catch {
      // A temporary folder that cannot be written: others are not told.
    }
  }

  async release(file: string): Promise<void> {
    const name = this.nameOf(file)
    if (this.mine.delete(name)) await unlink(join(this.folder, name)).catch(() => undefined)
  }

  /** Whether another process that is alive has it open. Notes of those that have died are taken away. */
  async isOpenElsewhere(file: string): Promise<boolean> {
    const stem = stemOf(file)
    return (await this.othersAlive((of) => of === stem)).length > 0
  }

  /** Takes away all notes of processes that have died. Called once at the start. */
  async sweep(): Promise<void> {
    await this.othersAlive(() => true)
  }

  /** Notes of other processes that are alive; those of the dead are taken away. */
  private async othersAlive(isMeant: (stem: string) => boolean): Promise<string[]> {
    const alive: string[] = []
    for (const name of await readdir(this.folder).catch(() => [])) {
      const [, stem, pid, mark] = NOTE.exec(name) ?? []
      if (stem === undefined || mark === undefined || !isMeant(stem) || this.mine.has(name)) continue
      if (await isOwnerAlive(Number(pid), mark)) alive.push(name)
      else await unlink(join(this.folder, name)).catch(() => undefined)
    }
    return alive
  }

  private nameOf(file: string): string {
    return `${stemOf(file)}-${this.pid}-${this.mark}`
  }

  /** Somebody else may have made the folder first: then it is not for us. */
  private async isOurs(): Promise<boolean> {
    const about = await lstat(this.folder)
    if (!about.isDirectory() || (process.getuid !== undefined && about.uid !== process.getuid())) return false
    await chmod(this.folder, 0o700)
    return true
  }
}

function stemOf(file: string): string {
  return createHash('sha256').update(file).digest('hex').slice(0, 32)
}
