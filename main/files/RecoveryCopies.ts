/**
 * Copies of unsaved notebooks, in a folder of the app's own: written every few seconds while there is something to lose, gone
 * once the notebook is saved or given up. What is there when a page begins was left by a crash, of the app or of the page
 * before it. There is one app per folder (Electron's single-instance lock holds the user-data folder), so that nobody
 * else's copies are in it.
 */
import { Buffer } from 'node:buffer'
import { mkdir, readdir, readFile, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { NotebookId } from '../../common/brands'
import type { OpenedNotebook, RecoveryCopy } from '../../common/ipc'
import type { Notebook } from '../../common/notebook'
import { readNotebook, writeNotebook } from '../../common/notebookFile'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { codeOf, replaceFile } from './atomicWrite'
import { systemReason } from './fileText'
import type { FileStamp } from './notebookFiles'

/** Where an unsaved notebook belongs, and what its file was when it was read. */
export interface CopyOf {
  readonly path: string | null
  readonly name: string
  readonly from: OpenedNotebook['from']
  readonly stamp: FileStamp | null
}

export interface KeptNotebook extends CopyOf {
  readonly notebook: Notebook
}

interface CopyFile extends CopyOf {
  readonly format: 'gilscope-recovery'
  /** Milliseconds since 1970. */
  readonly at: number
  /** The notebook, as an `.ipynb` file would hold it. */
  readonly text: string
}

const ENDING = '.recovery.json'

export class RecoveryCopies {
  /** What was left, by key. */
  private left = new Map<string, CopyFile>()
  /** One write after another, so that a copy never comes back after it was dropped. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly folder: string,
    private readonly onProblem: (problem: unknown) => void
  ) {}

  /**
   * Looks for what was left, newest first; to be called while nothing is open. Files that are no copies, or cannot be
   * read, are told and left alone.
   */
  async find(): Promise<readonly RecoveryCopy[]> {
    await this.last
    this.left.clear()
    for (const file of await readdir(this.folder).catch(() => []))
      if (file.endsWith(ENDING)) await this.read(file)
    return this.list()
  }

  private list(): readonly RecoveryCopy[] {
    return [...this.left]
      .map(([key, { path, name, at }]) => ({ key, path, name, at }))
      .sort((a, b) => b.at - a.at)
  }

  /** The copy that a crash has left of the file at this path. */
  of(path: string): RecoveryCopy | null {
    return this.list().find((copy) => copy.path === path) ?? null
  }

  take(key: string): Result<KeptNotebook> {
    const copy = this.left.get(key)
    if (copy === undefined) return failed('cannot-read', 'This copy is no longer there.')
    const notebook = readNotebook(copy.text)
    if (!notebook.ok) return notebook
    const { path, name, from, stamp } = copy
    return ok({ path, name, from, stamp, notebook: notebook.value.notebook })
  }

  /** Writes the copy of an open notebook, over the one before. */
  async keep(id: NotebookId, of: CopyOf, notebook: Notebook): Promise<Result<null>> {
    const { path, name, from, stamp } = of
    const file: CopyFile = {
      ...{ format: 'gilscope-recovery', path, name, from, stamp },
      at: Date.now(),
      text: writeNotebook(notebook, null)
    }
    return this.inTurn(async () => {
      try {
        // Nobody else's business: a notebook can hold secrets.
        await mkdir(this.folder, { recursive: true, mode: 0o700 })
        await replaceFile(this.placeOf(id), Buffer.from(JSON.stringify(file)), () => Promise.resolve(true))
        return ok(null)
      } catch (error) {
        const reason = systemReason(error)
        return failed('cannot-write', `No recovery copy of ${name} could be written: ${reason}.`, reason)
      }
    })
  }

  /** The copy of an open notebook (its id), or one that a crash has left (its key), is no longer needed. */
  async drop(key: string): Promise<void> {
    this.left.delete(key)
    await this.inTurn(async () => {
      await unlink(this.placeOf(key)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') this.onProblem(error)
      })
    })
  }

  /** Resolves when all that was asked for is on disk. */
  async settled(): Promise<void> {
    await this.last
  }

  /** Keys come from the page: none leads out of the folder. */
  private placeOf(key: string): string {
    return join(this.folder, `${basename(key)}${ENDING}`)
  }

  private async read(file: string): Promise<void> {
    try {
      const copy = JSON.parse(await readFile(join(this.folder, file), 'utf8')) as Partial<CopyFile>
      if (copy.format !== 'gilscope-recovery' || typeof copy.text !== 'string' || typeof copy.at !== 'number')
        throw new Error(`${file} is not a recovery copy`)
      this.left.set(file.slice(0, -ENDING.length), copy as CopyFile)
    } catch (problem) {
      this.onProblem(problem)
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work)
    this.last = done.catch(() => undefined)
    return done
  }
}
