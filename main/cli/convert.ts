/** `gilscope convert IN -o OUT`: read, write, run nothing. */
import { writeNotebook } from '../../common/notebookFile'
import { openFile, saveFile } from '../files/notebookFiles'
import type { ConvertCommand } from './arguments'
import type { Terminal } from './terminal'
import { sentence } from './words'

export async function convert({ file, output }: ConvertCommand, terminal: Terminal): Promise<number> {
  const opened = await openFile(file)
  if (!opened.ok) {
    terminal.problem(sentence(opened.problem, file))
    return 2
  }
  const { notebook, from, original } = opened.value
  const saved = await saveFile(output, writeNotebook(notebook, from === 'document' ? null : original))
  if (!saved.ok) {
    terminal.problem(sentence(saved.problem, output))
    return 2
  }
  terminal.line(`${file} → ${output} (${notebook.cells.length} cells)`)
  return 0
}
