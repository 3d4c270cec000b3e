/** Answers the page's call to export a notebook; asks the user where to. */
import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { endingOf, type ExportForm } from '../../common/export/exportForm'
import type { Language } from '../../common/ipc'
import { failed, mustFind, ok } from '../../common/result'
import type { TrustedOrigin } from '../ipc'
import { handle } from '../ipc'
import type { NotebookKernel, OpenNotebooks } from '../openNotebooks'
import type { Words } from '../words/en'

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
      ...{ language: language(), original: notebooks.original(id) }
    })
    return written.ok ? ok(null) : written
  })
}

/** Proposes a name beside the notebook, under which it does not take the notebook's place. */
async function askWhere(
  window: BrowserWindow,
  notebook: string,
  form: ExportForm,
  words: Words
): Promise<string | null> {
  const stem = basename(notebook, extname(notebook))
  const ending = endingOf(form)
  const name = form === 'ipynb' ? `${stem} (${words.annotated}).ipynb` : `${stem}.${ending}`
  const names = { ipynb: words.notebook, md: words.markdown, html: words.page, perfetto: words.trace }
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
