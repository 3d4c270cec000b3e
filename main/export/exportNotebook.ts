/** Writes a notebook in a form for other programs, with its monitors. The command line and the app share it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { exportedScript } from 'virtual:exported-script'
import { markdownText } from '../../common/export/markdownText'
import type { ExportForm } from '../../common/export/exportForm'
import { htmlPage } from '../../common/export/htmlPage'
import { keptTraces } from '../../common/export/keptTraces'
import { monitorCount, withMonitors } from '../../common/export/monitors'
import { namedPictures } from '../../common/export/namedPictures'
import { pythonScript } from '../../common/export/pythonScript'
import { stripped, type Part } from '../../common/export/stripped'
import type { FileText } from '../../common/fileFormats'
import { writeFileText } from '../../common/fileFormats'
import type { Language } from '../../common/ipc'
import type { Notebook } from '../../common/notebook'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { systemReason } from '../files/fileText'
import { saveBytes, saveFile } from '../files/notebookFiles'
import { leadsOut, readPicture } from '../files/pictures'

export interface Export {
  readonly notebook: Notebook
  readonly form: ExportForm
  /** Where to write. */
  readonly path: string
  /** What the notebook is called where it does not say so itself. */
  readonly name: string
  /** Where pictures are that its Markdown names. */
  readonly folder: string
  readonly language: Language
  /** What the notebook's file holds, which what did not change is kept from; null where none holds it. */
  readonly original: FileText | null
  readonly print: PrintPages
}

/** Makes pages for paper of a page of HTML; `name` stands at the foot of each. */
export type PrintPages = (html: string, name: string) => Promise<Result<Pages>>

export interface Pages {
  readonly pages: Uint8Array
  /** It has Chinese characters, and no font of this machine has. */
  readonly lacksChinese: boolean
}

/** What was written. */
export interface Written {
  readonly monitors: number
  /** See `Pages`. */
  readonly lacksChinese?: boolean
  /** Pictures that are named by a path out of the notebook's folder: whoever gets what was written gets none of those. */
  readonly leftOut?: readonly string[]
}

export async function exportNotebook(about: Export): Promise<Result<Written>> {
  const { notebook, form, path, name, language, original, print } = about
  const monitors = monitorCount(notebook)
  switch (form) {
    case 'md':
      return exportMarkdown(about)
    case 'pdf': {
      const { page, leftOut } = await pageOf(about)
      const printed = await print(page, name)
      if (!printed.ok) return printed
      const { pages, lacksChinese } = printed.value
      const saved = await saveBytes(path, Buffer.from(pages))
      return saved.ok ? ok({ monitors, lacksChinese, leftOut }) : saved
    }
    case 'html': {
      const { page, leftOut } = await pageOf(about)
      const saved = await saveFile(path, page)
      return saved.ok ? ok({ monitors, leftOut }) : saved
    }
    default: {
      const textOf = {
        ipynb: () => writeFileText(withMonitors(notebook, language), 'ipynb', original),
        py: () => pythonScript(notebook, name, language),
        perfetto: () => keptTraces(notebook)
      }
      const saved = await saveFile(path, await textOf[form]())
      return saved.ok ? ok({ monitors }) : saved
    }
  }
}

async function pageOf({
  notebook,
  name,
  folder,
  language
}: Export): Promise<{ page: string; leftOut: readonly string[] }> {
  const { picture, leftOut } = picturesOf(folder)
  const page = await htmlPage(notebook, { name, language, script: exportedScript, picture })
  return { page, leftOut }
}

/** The pictures of a notebook's folder, and, as they are asked for, those that are named and lie elsewhere. */
function picturesOf(folder: string): {
  readonly picture: (named: string) => Promise<string | null>
  readonly leftOut: readonly string[]
} {
  const leftOut: string[] = []
  const picture = async (named: string): Promise<string | null> => {
    if (!(await leadsOut(folder, named))) return readPicture(folder, named)
    leftOut.push(named)
    return null
  }
  return { picture, leftOut }
}

/** Pictures first: the text that names them comes when they are there. */
async function exportMarkdown({ notebook, path, language, folder: home }: Export): Promise<Result<Written>> {
  const folder = `${basename(path, extname(path))}_files`
  const { picture, leftOut } = picturesOf(home)
  const prose = notebook.cells.flatMap((cell) => (cell.cell_type === 'markdown' ? [cell.source] : []))
  const { text, files } = markdownText(notebook, folder, language, await namedPictures(prose, picture))
  const place = join(dirname(path), folder)
  try {
    if (files.length > 0) await mkdir(place, { recursive: true })
    for (const { name, data, encoding } of files) await writeFile(join(place, name), data, encoding)
  } catch (error) {
    const reason = systemReason(error)
    return failed('cannot-write', `${place} cannot be written: ${reason}.`, reason)
  }
  const saved = await saveFile(path, text)
  return saved.ok ? ok({ monitors: monitorCount(notebook), leftOut }) : saved
}

/** Writes the notebook without these parts. */
export async function stripNotebook(
  notebook: Notebook,
  parts: readonly Part[],
  path: string,
  original: FileText | null
): Promise<Result<null>> {
  const saved = await saveFile(path, await writeFileText(stripped(notebook, parts), 'ipynb', original))
  return saved.ok ? ok(null) : saved
}
