/** Answers the page's calls about files; asks the user where to, and whether to. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { app as electron, BrowserWindow as Windows, dialog } from 'electron'
import type { NotebookId } from '../../common/brands'
import type { Example, Language, OpenedNotebook, SavedNotebook } from '../../common/ipc'
import type { Notebook } from '../../common/notebook'
import type { Result } from '../../common/result'
import { mustFind, ok } from '../../common/result'
import type { AlreadyOpen } from '../../common/ipc'
import type { Caller, TrustedOrigin } from '../ipc'
import { handle, push } from '../ipc'
import type { Course } from '../learning/Course'
import type { NotebookKernel, OpenNotebooks } from '../openNotebooks'
import type { SettingsFile } from '../settings'
import { withInterpreter, withRecent } from '../settings'
import type { Words } from '../words/en'
import { listFolder } from './folders'
import { formatFilters, openFilters } from './formatFilters'
import { readPicture } from './pictures'
import type { RecoveryCopies } from './RecoveryCopies'

interface FileHandlers {
  readonly isTrusted: TrustedOrigin
  readonly notebooks: OpenNotebooks<NotebookKernel>
  readonly copies: RecoveryCopies
  readonly course: Course
  readonly settings: SettingsFile
  readonly examplesFolder: string
  readonly words: () => Words
  readonly language: () => Language
}

/** The examples that the app brings, in the order in which the welcome page offers them. */
export async function readExamples(folder: string): Promise<readonly Example[]> {
  return JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as Example[]
}

export function handleFiles(app: FileHandlers): void {
  const { isTrusted, notebooks, copies, course, settings } = app

  handle('files:new', isTrusted, () => Promise.resolve(notebooks.create('Untitled.ipynb')))

  handle('files:open', isTrusted, async (caller, asked, instead) => {
    const path = asked ?? (await askWhichToOpen(windowOf(caller), app.words()))
    return path === null ? null : open(caller, path, instead)
  })

  handle('files:openBeside', isTrusted, async (caller, id, name) => {
    const { path } = notebooks.copyOf(id)
    const beside = await course.beside(path ?? join(notebooks.folder(id), name), basename(name))
    return beside.ok ? open(caller, beside.value) : beside
  })

  handle('course:open', isTrusted, async (caller, name, afresh) => {
    const copy = await course.copy(name, app.language(), afresh)
    return copy.ok ? open(caller, copy.value) : copy
  })

  handle('files:openExample', isTrusted, async (_caller, name) => {
    const examples = await readExamples(app.examplesFolder)
    const example = mustFind(
      examples.find((each) => each.name === name),
      `example ${name}`
    )
    const language = app.language()
    return notebooks.openExample(
      join(app.examplesFolder, `${example.name}.${language}.ipynb`),
      `${asFileName(example.title[language])}.ipynb`
    )
  })

  handle('files:save', isTrusted, (caller, id, notebook) => {
    const target = notebooks.saveTarget(id)
    return target.path === null ? saveAs(caller, id, notebook) : save(caller, id, notebook, target.path)
  })
  handle('files:saveAs', isTrusted, saveAs)
  handle('files:picture', isTrusted, (_caller, id, name) => readPicture(notebooks.folder(id), name))
  handle('files:list', isTrusted, (_caller, id, below) => listFolder(notebooks.folder(id), below))
  handle('files:close', isTrusted, async (_caller, id) => {
    await Promise.all([notebooks.close(id), copies.drop(id)])
  })

  handle('files:lookOutside', isTrusted, (_caller, id) => notebooks.lookOutside(id))
  handle('files:takeOutside', isTrusted, (_caller, id) => notebooks.takeOutside(id))

  handle('files:keepCopy', isTrusted, (_caller, id, notebook) =>
    copies.keep(id, notebooks.copyOf(id), notebook)
  )
  handle('files:dropCopy', isTrusted, (_caller, id) => copies.drop(id))
  handle('files:discardCopy', isTrusted, (_caller, key) => copies.drop(key))
  handle('files:openCopy', isTrusted, async (_caller, key) => {
    const kept = copies.take(key)
    if (!kept.ok) return kept
    const opened = await notebooks.openCopy(kept.value)
    // Under its new name before the old one goes: at no moment is there no copy.
    const again = await copies.keep(opened.id, notebooks.copyOf(opened.id), kept.value.notebook)
    if (again.ok) await copies.drop(key)
    return ok(opened)
  })

  async function open(
    caller: Caller,
    path: string,
    instead?: NotebookId
  ): Promise<Result<OpenedNotebook | AlreadyOpen>> {
    // Before: the page must hear that it is open before it hears that it was open already.
    const learned = await course.learnedIn(path)
    const answer = await notebooks.open(path, instead)
    if (!answer.ok || 'already' in answer.value) return answer
    const opened = answer.value
    remember(caller, ok(opened))
    void course.opened(path)
    const copy = opened.path === null ? null : copies.of(opened.path)
    return ok({ ...opened, ...(copy !== null && { copy }), ...(learned !== null && { learned }) })
  }

  async function saveAs(
    caller: Caller,
    id: NotebookId,
    notebook: Notebook
  ): Promise<Result<SavedNotebook> | null> {
    const target = notebooks.saveTarget(id)
    let proposal = target.path ?? target.proposal
    for (;;) {
      const { canceled, filePath } = await dialog.showSaveDialog(windowOf(caller), {
        defaultPath: proposal,
        filters: formatFilters(app.words(), notebooks.kindFor(id, notebook, proposal))
      })
      if (canceled || !filePath) return null
      // Under an ending that says no format it would not be opened as a notebook again.
      const isNamed = notebooks.kindFor(id, notebook, filePath) !== null
      const path = isNamed ? filePath : `${filePath}.ipynb`
      if (path === filePath || !existsSync(path)) return save(caller, id, notebook, path)
      proposal = path // not what the user was asked about: the dialog asks whether to replace this one
    }
  }

  async function save(
    caller: Caller,
    id: NotebookId,
    notebook: Notebook,
    path: string
  ): Promise<Result<SavedNotebook> | null> {
    const first = await notebooks.save(id, notebook, path, false)
    if (first.ok || first.problem.code !== 'changed-outside') return saved(caller, id, first)
    const words = app.words()
    const { response } = await dialog.showMessageBox(windowOf(caller), {
      type: 'warning',
      message: words.changedOutside(notebooks.saveTarget(id).name),
      detail: words.overwriteMeans,
      buttons: [words.overwrite, words.cancel],
      defaultId: 1,
      cancelId: 1
    })
    return response === 0 ? saved(caller, id, await notebooks.save(id, notebook, path, true)) : null
  }

  async function saved(
    caller: Caller,
    id: NotebookId,
    done: Result<SavedNotebook>
  ): Promise<Result<SavedNotebook>> {
    if (done.ok) await copies.drop(id)
    const { chosen } = notebooks.kernel(id)
    // A new notebook was nowhere when its Python was chosen.
    if (done.ok && chosen !== null) settings.change(withInterpreter(settings.now, done.value.path, chosen))
    return remember(caller, done)
  }

  function remember<T extends OpenedNotebook | SavedNotebook>(caller: Caller, done: Result<T>): Result<T> {
    if (!done.ok || done.value.path === null) return done
    electron.addRecentDocument(done.value.path) // for the system's own lists, of macOS's Dock and Windows' task bar
    push(
      caller.page,
      'settings:changed',
      settings.change({ recent: withRecent(settings.now, done.value.path).recent })
    )
    return done
  }
}

/** Without what a file's name may not hold on some system. */
function asFileName(title: string): string {
  return title.replace(/[<>:"/\\|?*]/g, '')
}

function windowOf(caller: Caller): BrowserWindow {
  return mustFind(Windows.fromWebContents(caller.page), 'the window of the page that asked')
}

async function askWhichToOpen(window: BrowserWindow, words: Words): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: homedir(),
    properties: ['openFile'],
    filters: openFilters(words)
  })
  return canceled ? null : (filePaths[0] ?? null)
}
