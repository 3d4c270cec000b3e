/** `gilscope export FILE --to FORM -o OUT`: the notebook for other programs, with its monitors; runs nothing. */
import { dirname, resolve } from 'node:path'
import { exportNotebook, stripNotebook } from '../export/exportNotebook'
import { printElsewhere } from '../export/printElsewhere'
import { openFile } from '../files/notebookFiles'
import type { ExportCommand } from './arguments'
import type { Terminal } from './terminal'
import { sentence } from './words'

/** @param home the folder that holds `package.json` and `out/`. @returns the exit code */
export async function exportFile(
  { file, output, form, strip, language }: ExportCommand,
  terminal: Terminal,
  home: string
): Promise<number> {
  const unable = (message: string): 2 => {
    terminal.problem(message)
    return 2
  }
  const opened = await openFile(file)
  if (!opened.ok) return unable(sentence(opened.problem, file))
  const { path, name, notebook, original } = opened.value
  if (original.kind !== 'ipynb' && resolve(output) === path)
    return unable(`${output}: the export would take the place of the document that it is made from`)
  const written = strip
    ? await stripNotebook(notebook, output, original)
    : await exportNotebook({
        ...{ notebook, form, path: output, name, folder: dirname(path), language, original },
        print: printElsewhere(home)
      })
  if (!written.ok) return unable(sentence(written.problem, output))
  const { monitors: count, lacksChinese = false } = written.value
  const monitors = count === 1 ? '1 monitor' : `${String(count)} monitors`
  const what = form === 'py' ? 'run it with python' : `${monitors}${strip ? ' taken out' : ''}`
  terminal.line(`${file} → ${output} (${what})`)
  if (lacksChinese)
    terminal.problem(
      `${output} has boxes in place of Chinese characters: no font of this machine has them (Debian: fonts-noto-cjk)`
    )
  if (count === 0 && !strip && form !== 'py')
    terminal.problem(`${file} keeps no run: pin the runs that an export shall show (the pin beside Timeline)`)
  return 0
}
