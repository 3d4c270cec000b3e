/**
 * What is open: for each notebook its place on disk, its text as last read or written, and its kernel. No Electron here;
 * the handlers put questions to the user and hand over the answers.
 */
import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { NotebookId } from '../common/brands'
import type { AlreadyOpen, OpenedNotebook, OutsideChange, OutsideLook, SavedNotebook } from '../common/ipc'
import { isObject } from '../common/json'
import { saidCells } from '../common/documentFile/layout'
import type { FileKind, FileText } from '../common/fileFormats'
import { kindFor, losesSomething, readAgain, writeFileText } from '../common/fileFormats'
import type { Cell, Notebook } from '../common/notebook'
import { newNotebook, readNotebook } from '../common/notebookFile'
import type { Result } from '../common/result'
import { failed, mustFind, ok } from '../common/result'
import type { KernelState } from '../common/session'
import type { FileStamp } from './files/notebookFiles'
import type { FileClaims } from './files/FileClaims'
import type { CopyOf, KeptNotebook } from './files/RecoveryCopies'
import { changeSince, openFile, saveFile } from './files/notebookFiles'

/** The part of a kernel session that an open notebook needs. */
export interface NotebookKernel {
  readonly state: KernelState
  /** The path of the Python that the user has chosen for it; null: none was. */
  readonly chosen: string | null
  stop(): Promise<void>
}

interface Entry<Kernel extends NotebookKernel> {
  readonly id: NotebookId
  path: string | null
  name: string
  from: OpenedNotebook['from']
  /** What unchanged parts are kept from; `null` for a notebook that no file holds yet. */
  original: FileText | null
  /** Cells as the file last had them, with the ids that they have in the page: text holds none. */
  inFile: readonly Cell[]
  stamp: FileStamp | null
  /** Where its kernel runs. */
  folder: string
  /** What its metadata calls its kernel. */
  kernelspec: string | null
  readonly kernel: Kernel
}

/** What a kernel may want to know of its notebook, as it is at the moment. */
export type KernelsNotebook = Pick<Entry<NotebookKernel>, 'folder' | 'path' | 'kernelspec'>

/** Where a notebook would be saved, as far as is known before asking. */
export interface SaveTarget {
  /** The path to write to without asking; `null` when the user has to name one. */
  readonly path: string | null
  /** What a dialog proposes. */
  readonly proposal: string
  readonly name: string
}

export class OpenNotebooks<Kernel extends NotebookKernel> {
  private readonly entries = new Map<NotebookId, Entry<Kernel>>()
  private opening: Promise<unknown> = Promise.resolve()

  /**
   * @param startFolder where notebooks without a file run their kernel
   * @param makeKernel makes a kernel that is not started yet
   * @param alsoEnds ends whatever else runs for a notebook, when it is closed
   * @param claims tells other Gilscopes which files are open here; null: nobody is told
   */
  constructor(
    private readonly startFolder: string,
    private readonly makeKernel: (id: NotebookId, notebook: () => KernelsNotebook) => Kernel,
    private readonly alsoEnds: (id: NotebookId) => Promise<void> = () => Promise.resolve(),
    private readonly claims: FileClaims | null = null
  ) {}

  /** `name` gets a number where a notebook of that name is open. */
  create(name: string): OpenedNotebook {
    const notebook = newNotebook()
    return this.shown(
      this.add(
        { path: null, name: this.unusedName(name), from: 'new', original: null, stamp: null, inFile: [] },
        this.startFolder
      ),
      notebook,
      false
    )
  }

  /** A file that is open already is not opened again, except `instead` of the notebook that shows it. */
  open(path: string, instead?: NotebookId): Promise<Result<OpenedNotebook | AlreadyOpen>> {
    // One after the other, so that a file which is asked for twice is opened once.
    const done = this.opening.then(() => this.openNow(path, instead))
    this.opening = done.catch(() => undefined)
    return done
  }

  private async openNow(
    path: string,
    instead: NotebookId | undefined
  ): Promise<Result<OpenedNotebook | AlreadyOpen>> {
    const shown = await this.showing(path)
    if (shown !== null && shown.id !== instead) return ok({ already: shown.id })
    const opened = await openFile(path)
    if (!opened.ok) return opened
    const { notebook, from, original, stamp, writable, name } = opened.value
    const entry = this.add(
      { path: opened.value.path, name, from, original, stamp, inFile: notebook.cells },
      dirname(opened.value.path)
    )
    return ok(this.shown(entry, notebook, writable))
  }

  /** An example is opened as a copy: it has no path, and its kernel runs where new notebooks do. */
  async openExample(path: string, name: string): Promise<Result<OpenedNotebook>> {
    const opened = await openFile(path)
    if (!opened.ok) return opened
    const entry = this.add(
      { path: null, name, from: 'example', original: null, stamp: null, inFile: [] },
      this.startFolder
    )
    return ok(this.shown(entry, opened.value.notebook, false))
  }

  /**
   * Opens unsaved work of an earlier session as if it had not ended: saving goes where it would have gone, and asks first
   * where the file was changed since.
   */
  async openCopy({ path, name, from, stamp, notebook }: KeptNotebook): Promise<OpenedNotebook> {
    const file = path === null ? null : await openFile(path)
    const now = file?.ok === true ? file.value : null
    const isSame = now !== null && now.stamp.hash === stamp?.hash
    const folder = path === null ? this.startFolder : dirname(path)
    const original = isSame && from !== 'upgrade' ? now.original : null
    const inFile = now?.notebook.cells ?? []
    const entry = this.add({ path, name, from, original, stamp, inFile }, folder)
    const instead = from === 'example' ? null : (now?.notebook ?? null)
    return { ...this.shown(entry, notebook, now?.writable ?? false), instead }
  }

  /** Where a notebook belongs, for a copy of it. */
  copyOf(id: NotebookId): CopyOf {
    const { path, name, from, stamp } = this.find(id)
    return { path, name, from, stamp }
  }

  saveTarget(id: NotebookId): SaveTarget {
    const entry = this.find(id)
    const isFile = entry.from === 'notebook' || entry.from === 'upgrade' || entry.from === 'text'
    const stem = basename(entry.name, extname(entry.name))
    const folder = entry.path === null ? this.startFolder : dirname(entry.path)
    return {
      path: isFile ? entry.path : null,
      proposal: join(folder, `${stem}.ipynb`),
      name: entry.name
    }
  }

  /**
   * Writes the notebook to `path`, which becomes its own. Where that is the file it came from, the save is refused with
   * `changed-outside` if another program changed it meanwhile, unless `force`.
   */
  async save(
    id: NotebookId,
    notebook: Notebook,
    path: string,
    force: boolean
  ): Promise<Result<SavedNotebook>> {
    const entry = this.find(id)
    const other = await this.showing(path)
    if (other !== null && other !== entry) return failed('open-here', `${path} is open in another tab.`, path)
    const isSameFile = path === entry.path
    const kind = this.kindFor(id, notebook, path) ?? 'ipynb'
    const text = await writeFileText(notebook, kind, entry.original)
    const saved = await saveFile(
      path,
      text,
      isSameFile && !force && entry.stamp !== null ? entry.stamp : undefined
    )
    if (!saved.ok) return saved
    const before = entry.path
    const from = kind === 'ipynb' ? 'notebook' : 'text'
    Object.assign(entry, {
      path,
      name: basename(path),
      // Version 3 stays as it is while nothing in it was edited.
      from: entry.from === 'upgrade' && text === entry.original?.text ? 'upgrade' : from,
      original: { kind, text },
      inFile: saidCells(notebook.cells),
      stamp: saved.value,
      kernelspec: kernelspecIn(notebook),
      folder: dirname(path)
    } satisfies Partial<Entry<Kernel>>)
    await this.claim(before, path)
    return ok({ path, name: entry.name, from, losesSomething: losesSomething(notebook, kind) })
  }

  /** Which format the notebook would have under this name; null for a name that says none. */
  kindFor(id: NotebookId, notebook: Notebook, path: string): FileKind | null {
    return kindFor(path, notebook, this.find(id).original)
  }

  /**
   * Whether the file is otherwise than it was read or written here: a word for what it is now, `gone` for a file that is
   * no longer there, or null. The same word means the same file.
   */
  async lookOutside(id: NotebookId): Promise<OutsideLook> {
    const { path, stamp, original, from } = this.find(id)
    const isFile = original !== null && from !== 'document'
    if (path === null || stamp === null || !isFile) return { word: null, isElsewhere: false }
    const [word, isElsewhere] = await Promise.all([
      changeSince(path, stamp),
      this.claims?.isOpenElsewhere(await realFile(path)) ?? false
    ])
    return { word, isElsewhere }
  }

  /** Others are told that this file is open here, and no longer that one is. */
  private async claim(before: string | null, now: string | null): Promise<void> {
    const isShown = [...this.entries.values()].some(({ path }) => path === before)
    if (before !== null && !isShown) await this.claims?.release(await realFile(before))
    if (now !== null) await this.claims?.claim(await realFile(now))
  }

  /** What the file was here, and what it is now; from now on the latter is what saving goes on from. */
  async takeOutside(id: NotebookId): Promise<Result<OutsideChange>> {
    const entry = this.find(id)
    const { path, original } = entry
    if (path === null || original === null) return failed('bad-call', 'this notebook has no file')
    const now = await openFile(path)
    if (!now.ok) return now
    if (original.kind !== 'ipynb') {
      const { text } = now.value.original
      const before = entry.inFile
      const cells = await readAgain(text, original.kind, before)
      Object.assign(entry, { original: { kind: original.kind, text }, stamp: now.value.stamp, inFile: cells })
      return ok({ before, now: cells })
    }
    const before = readNotebook(original.text)
    if (!before.ok) return before
    Object.assign(entry, { original: now.value.original, stamp: now.value.stamp })
    return ok({ before: before.value.notebook.cells, now: now.value.notebook.cells })
  }

  kernel(id: NotebookId): Kernel {
    return this.find(id).kernel
  }

  /** The same for words that may come after the notebook was closed; they are then for nobody. */
  kernelIfOpen(id: NotebookId): Kernel | undefined {
    return this.entries.get(id)?.kernel
  }

  /** What its file holds, as last read or written; null where none holds it yet. */
  original(id: NotebookId): FileText | null {
    return this.find(id).original
  }

  /** Whether a notebook that is open is this file. */
  async isOpen(path: string): Promise<boolean> {
    return (await this.showing(path)) !== null
  }

  /** Where its kernel runs. */
  folder(id: NotebookId): string {
    return this.find(id).folder
  }

  async close(id: NotebookId): Promise<void> {
    const entry = this.entries.get(id)
    this.entries.delete(id)
    await Promise.all([entry?.kernel.stop(), this.alsoEnds(id), this.claim(entry?.path ?? null, null)])
  }

  /** Ends every kernel. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((id) => this.close(id)))
  }

  /** The notebook that shows this file, by whichever name. */
  private async showing(path: string): Promise<Entry<Kernel> | null> {
    const file = await realFile(path)
    for (const entry of this.entries.values())
      if (entry.path !== null && (entry.path === path || (await realFile(entry.path)) === file)) return entry
    return null
  }

  private unusedName(name: string): string {
    const used = new Set([...this.entries.values()].map((entry) => entry.name))
    const [stem, ending] = [basename(name, extname(name)), extname(name)]
    const names = [name, ...[...used].map((_, i) => `${stem} ${i + 2}${ending}`)]
    return names.find((each) => !used.has(each)) ?? name
  }

  private find(id: NotebookId): Entry<Kernel> {
    return mustFind(this.entries.get(id), `notebook ${id}`)
  }

  private add(
    file: Pick<Entry<Kernel>, 'path' | 'name' | 'from' | 'original' | 'stamp' | 'inFile'>,
    folder: string
  ): Entry<Kernel> {
    const id = randomUUID() as string as NotebookId
    const entry: Entry<Kernel> = {
      ...file,
      id,
      folder,
      kernelspec: null,
      kernel: this.makeKernel(id, () => this.find(id))
    }
    this.entries.set(id, entry)
    if (file.from !== 'document') void this.claim(null, file.path)
    return entry
  }

  private shown(entry: Entry<Kernel>, notebook: Notebook, writable: boolean): OpenedNotebook {
    const { id, path, name, from, kernel } = entry
    entry.kernelspec = kernelspecIn(notebook)
    return { id, path, name, from, notebook, writable, kernel: kernel.state }
  }
}

/** The file that a path leads to through links; the path itself where there is none. */
function realFile(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

function kernelspecIn({ metadata: { kernelspec } }: Notebook): string | null {
  return isObject(kernelspec) && typeof kernelspec.name === 'string' ? kernelspec.name : null
}
