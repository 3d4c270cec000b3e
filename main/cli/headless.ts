/**
 * `gilscope --headless [FILE]`: what the window would be for, without one. Runs the notebook, or the first example, and writes
 * it with its outputs beside a report.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import type { HeadlessCommand } from './arguments'
import { plainRun } from './arguments'
import { run, type RunSurroundings } from './run'

/** Below the folder in which the command was typed. */
const USUAL_FOLDER = 'gilscope-headless'

export async function headless(
  { file, folder }: HeadlessCommand,
  examplesFolder: string,
  around: RunSurroundings
): Promise<number> {
  const { terminal } = around
  const into = resolve(folder ?? USUAL_FOLDER)
  const notebook = file ?? firstExample(examplesFolder)
  const name = join(into, basename(notebook, extname(notebook)))
  try {
    mkdirSync(into, { recursive: true })
  } catch (problem) {
    terminal.problem(problem instanceof Error ? problem.message : String(problem))
    return 2
  }
  const [output, report] = [`${name}.ipynb`, `${name}.md`]
  const code = await run({ ...plainRun(notebook), output, report, allowErrors: true }, around)
  // 1: a cell has failed, which the notebook and the report show.
  if (code === 0 || code === 1) terminal.line(`The executed notebook is ${output}, its report ${report}`)
  return code
}

/** The first of the examples by name, in the user's language where there is one in it. */
function firstExample(folder: string): string {
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.ipynb'))
    .sort()
  const language = Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2)
  const chosen = examples.find((name) => name.endsWith(`.${language}.ipynb`)) ?? examples[0] ?? ''
  return join(folder, chosen)
}
