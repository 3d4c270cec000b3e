/** Answers the page's call to export a notebook; asks the user where to. */
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { endingOf, type ExportForm } from '../../common/export/exportForm'
import { handoutParts } from '../../common/export/stripped'
import type { Language } from '../../common/ipc'
import { failed, mustFind, ok } from '../../common/result'
import { systemReason } from '../files/fileText'
import type { TrustedOrigin } from '../ipc'
import { handle } from '../ipc'
import { makeOwnFolder } from '../kernel/privateFolder'
import type { NotebookKernel, OpenNotebooks } from '../openNotebooks'
import { pagesOfFile } from '../pages'
import type { Words } from '../words/en'
import type { PrintPages } from './exportNotebook'

const MOST_NAMES = 12

interface ExportHandlers {
  readonly isTrusted: TrustedOrigin
  readonly notebooks: OpenNotebooks<NotebookKernel>
  readonly words: () => Words
  readonly language: () => Language
}

export function handleExports({ isTrusted, notebooks, words, language }: ExportHandlers): void {
  handle('files:export', isTrusted, async (caller, id, notebook, form) => {
    const window = mustFind(BrowserWindow.fromWebContents(caller.page), 'the window of the page that asked')
    const { name, proposal } = notebooks.saveTarget(id)
    const path = await askWhere(window, proposal, form, words())
    if (path === null) return null
    if (await notebooks.isOpen(path)) return failed('open-here', `${path} is open in a tab.`, path)
    // With what draws Markdown and code: the app starts without it.
    const { exportNotebook } = await import('./exportNotebook')
    const written = await exportNotebook({
      ...{ notebook, form, path, name, folder: notebooks.folder(id) },
      ...{ language: language(), original: notebooks.original(id), print }
    })
    if (!written.ok) return written
    const { lacksChinese, leftOut = [] } = written.value
    const { noChinese, noChineseHelp, leftOutHelp, ...others } = words()
    if (lacksChinese === true) await say(window, noChinese, noChineseHelp)
    const names = [...new Set(leftOut)]
    if (names.length > 0)
      await say(window, others.leftOut(names.length), `${leftOutHelp}\n\n${listed(names)}`)
    return ok(null)
  })

  handle('files:exportHandout', isTrusted, async (caller, id, notebook, withoutRuns) => {
    const window = mustFind(BrowserWindow.fromWebContents(caller.page), 'the window of the page that asked')
    const path = await askWhere(window, notebooks.saveTarget(id).proposal, 'handout', words())
    if (path === null) return null
    // The notebook's own file too: the solutions would be gone.
    if (await notebooks.isOpen(path)) return failed('open-here', `${path} is open in a tab.`, path)
    const { stripNotebook } = await import('./exportNotebook')
    return stripNotebook(notebook, handoutParts(withoutRuns), path, notebooks.original(id))
  })
}

/** Here Chromium is at hand. */
const print: PrintPages = async (html, name) => {
  const folder = makeOwnFolder()
  try {
    const page = join(folder, 'page.html')
    await writeFile(page, html)
    return ok(await pagesOfFile(page, name))
  } catch (error) {
    const reason = systemReason(error)
    return failed('cannot-print', `The pages could not be made: ${reason}.`, reason)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function say(window: BrowserWindow, message: string, detail: string): Promise<void> {
  await dialog.showMessageBox(window, { type: 'warning', message, detail })
}

/** As many as a dialog has room for. */
function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join('\n')
}

/** Proposes a name beside the notebook, under which it does not take the notebook's place. */
async function askWhere(
  window: BrowserWindow,
  notebook: string,
  form: ExportForm | 'handout',
  words: Words
): Promise<string | null> {
  const stem = basename(notebook, extname(notebook))
  const ending = form === 'handout' ? 'ipynb' : endingOf(form)
  const additions = { ipynb: words.annotated, py: words.toRun, handout: words.handout }
  const addition = form in additions ? ` (${additions[form as keyof typeof additions]})` : ''
  const name = `${stem}${addition}.${ending}`
  const names = {
    ...{ ipynb: words.notebook, handout: words.notebook, md: words.markdown, html: words.page },
    ...{ pdf: 'PDF', py: words.plainScript, perfetto: words.trace }
  }
  let proposal = join(dirname(notebook), name)
  for (;;) {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: proposal,
      filters: [{ name: names[form], extensions: [ending] }]
    })
    if (canceled || !filePath) return null
    const path = extname(filePath).toLowerCase() === `.${ending}` ? filePath : `${filePath}.${ending}`
    if (path === filePath || !existsSync(path)) return path
    proposal = path // not what the user was asked about: the dialog asks whether to replace this one
  }
}
