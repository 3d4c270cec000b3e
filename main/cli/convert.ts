/** `gilscope convert IN -o OUT`: read, write in the format that OUT's name says, run nothing. */
import { kindFor, losesSomething, writeFileText } from '../../common/fileFormats'
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
  const { notebook, original } = opened.value
  const kind = kindFor(output, notebook, original)
  if (kind === null) {
    terminal.problem(`-o ${output}: the name must end in .ipynb, .md, .myst.md, .txt or .py`)
    return 2
  }
  const saved = await saveFile(output, await writeFileText(notebook, kind, original))
  if (!saved.ok) {
    terminal.problem(sentence(saved.problem, output))
    return 2
  }
  const loss = losesSomething(notebook, kind)
    ? '; outputs, pasted pictures and pinned runs are not kept in text'
    : ''
  terminal.line(`${file} → ${output} (${notebook.cells.length} cells${loss})`)
  return 0
}
