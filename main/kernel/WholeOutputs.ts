/**
 * What cells of one notebook print, whole, where that is more than the page keeps: each such run has a file in a private
 * folder, which goes when the notebook closes.
 *
 *     text ──▶ kept in memory ──(512 KB)──▶ run-1.txt, from its first character
 *
 * An ordinary run costs nothing but the pieces of its text, which main has anyway.
 */
import { closeSync, copyFileSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { CellId, RunId } from '../../common/brands'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import type { RunEvent, RunRequest, WholeOutput } from '../../common/session'

/** The page leaves nothing out before it has this much of a cell (`HEAD_CHARACTERS` in its outputLog.ts). */
const PAGE_KEEPS = 512 * 1024
/** Runs that have begun whose text is held although it is short so far: their threads and children may print on. */
const HELD_RUNS = 16
/** The disk is the user's: no file takes the last of it, in bytes. */
const LEFT_FREE = 1024 ** 3
/** How much is written between two looks at the disk, in bytes. */
const LOOK_EVERY = 64 * 1024 ** 2

interface Whole {
  readonly cell: CellId
  hasBegun: boolean
  /** The text that is in no file yet. */
  held: string[]
  /** Its length while there is no file. */
  heldCharacters: number
  file: { readonly path: string; readonly descriptor: number; sinceLook: number } | null
  /** The disk has refused some: what follows is not in the file. */
  isCut: boolean
  clearsOnNext: boolean
}

export class WholeOutputs {
  private readonly runs = new Map<RunId, Whole>()
  private folder: string | null = null
  private files = 0

  /** `makeFolder` makes a private folder; it may throw. */
  constructor(private readonly makeFolder: () => string) {}

  /** These runs were asked for. */
  asked(requests: readonly RunRequest[]): void {
    for (const { run, cell } of requests) this.runs.set(run, { cell, hasBegun: false, ...EMPTY, held: [] })
  }

  /** What happened, in the order in which the page shows it. Gives it back, with what there is to say of files. */
  hear(batch: readonly RunEvent[]): readonly RunEvent[] {
    const news: RunEvent[] = []
    for (const event of batch) {
      const whole = this.runs.get(event.run)
      if (whole === undefined) continue
      if (event.kind === 'aborted') this.drop(event.run)
      if (event.kind === 'execute_input') this.begin(event.run, whole)
      if (event.kind === 'clear_output') {
        if (event.wait) whole.clearsOnNext = true
        else empty(whole)
      }
      const text = textOf(event)
      if (text === '') continue
      if (whole.clearsOnNext) empty(whole)
      const state = this.add(whole, text)
      if (state !== null) news.push({ kind: 'whole_output', run: event.run, state })
    }
    return news.length === 0 ? batch : [...batch, ...news]
  }

  /** The file with all that a run printed. */
  path(run: RunId): string | null {
    return this.runs.get(run)?.file?.path ?? null
  }

  /** Copies the file to where the user wants it. */
  save(run: RunId, to: string): Result<null> {
    const path = this.path(run)
    if (path === null) return failed('cannot-read', 'the whole output is no longer kept')
    try {
      copyFileSync(path, to)
      return ok(null)
    } catch (error) {
      return failed('cannot-write', `cannot write ${to}`, String(error))
    }
  }

  /** The notebook closes: removes everything. */
  close(): void {
    for (const run of [...this.runs.keys()]) this.drop(run)
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true })
    this.folder = null
  }

  /** Takes text of a run; what that changed for its file, or `null`. */
  private add(whole: Whole, text: string): WholeOutput | null {
    if (whole.isCut) return null
    whole.held.push(text)
    whole.heldCharacters += text.length
    const isBegun = whole.file !== null
    if (!isBegun && whole.heldCharacters <= PAGE_KEEPS) return null
    try {
      whole.file ??= this.makeFile()
      write(whole.file, whole.held.splice(0).join(''))
      return isBegun ? null : 'kept'
    } catch {
      if (!isBegun) empty(whole)
      whole.held = []
      whole.isCut = true
      return isBegun ? 'cut' : 'lost'
    }
  }

  private makeFile(): NonNullable<Whole['file']> {
    this.folder ??= this.makeFolder()
    const path = join(this.folder, `output-${++this.files}.txt`)
    return { path, descriptor: openSync(path, 'wx', 0o600), sinceLook: LOOK_EVERY }
  }

  private begin(run: RunId, whole: Whole): void {
    whole.hasBegun = true
    this.dropBefore(run, whole.cell)
    const small = [...this.runs].filter(([, { hasBegun, file }]) => hasBegun && file === null)
    for (const [earlier] of small.slice(0, -HELD_RUNS)) this.drop(earlier)
  }

  /** What earlier runs of the cell printed is no longer shown anywhere. */
  private dropBefore(run: RunId, cell: CellId): void {
    for (const [earlier, whole] of this.runs) {
      if (earlier === run) return
      if (whole.cell === cell) this.drop(earlier)
    }
  }

  private drop(run: RunId): void {
    const whole = this.runs.get(run)
    this.runs.delete(run)
    if (whole !== undefined) remove(whole)
  }
}

const EMPTY = { heldCharacters: 0, file: null, isCut: false, clearsOnNext: false }

/** The page has emptied the cell. */
function empty(whole: Whole): void {
  remove(whole)
  Object.assign(whole, EMPTY, { held: [] })
}

function remove({ file }: Whole): void {
  if (file === null) return
  closeSync(file.descriptor)
  rmSync(file.path, { force: true })
}

/** Whole, or an error: also where it would take what the disk must keep free. */
function write(file: NonNullable<Whole['file']>, text: string): void {
  const bytes = Buffer.from(text)
  file.sinceLook += bytes.length
  if (file.sinceLook > LOOK_EVERY) {
    const { bavail, bsize } = statfsSync(file.path)
    if (bavail * bsize < LEFT_FREE) throw new Error('the disk is full')
    file.sinceLook = 0
  }
  for (let at = 0; at < bytes.length;) at += writeSync(file.descriptor, bytes, at)
}

function textOf(event: RunEvent): string {
  if (event.kind === 'stream' || event.kind === 'raw_output') return event.text
  if (event.kind !== 'error') return ''
  // eslint-disable-next-line no-control-regex -- the kernel's colours, which a text viewer would show as signs
  return `${event.traceback.join('\n')}\n`.replace(/\x1b\[[0-9;]*m/g, '')
}
