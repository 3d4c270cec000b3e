/** `gilscope export FILE --to FORM -o OUT`: the notebook for other programs, with its monitors; runs nothing. */
import { dirname, resolve } from 'node:path'
import { countParts, type Part } from '../../common/export/stripped'
import type { Notebook } from '../../common/notebook'
import { exportNotebook, stripNotebook } from '../export/exportNotebook'
import { printElsewhere } from '../export/printElsewhere'
import { targetOf } from '../files/atomicWrite'
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
  if (strip !== null) {
    const isSame = (await targetOf(output).catch(() => null)) === (await targetOf(path))
    if (strip.includes('solutions') && isSame)
      return unable(`${output}: the handout would take the place of the notebook that it is made from`)
    const done = await stripNotebook(notebook, strip, output, original)
    if (!done.ok) return unable(sentence(done.problem, output))
    terminal.line(`${file} → ${output} (${takenOut(notebook, strip)} taken out)`)
    return 0
  }
  const written = await exportNotebook({
    ...{ notebook, form, path: output, name, folder: dirname(path), language, original },
    print: printElsewhere(home)
  })
  if (!written.ok) return unable(sentence(written.problem, output))
  const { monitors, lacksChinese = false, leftOut = [] } = written.value
  terminal.line(`${file} → ${output} (${form === 'py' ? 'run it with python' : some(monitors, 'monitor')})`)
  for (const each of leftOut)
    terminal.problem(`${each} is not in ${output}: it lies outside the folder of ${file}`)
  if (lacksChinese)
    terminal.problem(
      `${output} has boxes in place of Chinese characters: no font of this machine has them (Debian: fonts-noto-cjk)`
    )
  if (monitors === 0 && form !== 'py')
    terminal.problem(`${file} keeps no run: pin the runs that an export shall show (the pin beside Timeline)`)
  return 0
}

/** `1 monitor`, or of a handout `outputs of 2 cells, 1 solution, 1 kept run`. */
function takenOut(notebook: Notebook, parts: readonly Part[]): string {
  const counts = countParts(notebook)
  const named: Record<Part, string> = {
    monitors: some(counts.monitors, 'monitor'),
    outputs: `outputs of ${some(counts.outputs, 'cell')}`,
    solutions: some(counts.solutions, 'solution'),
    runs: some(counts.runs, 'kept run')
  }
  return parts.map((part) => named[part]).join(', ')
}

function some(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`
}
