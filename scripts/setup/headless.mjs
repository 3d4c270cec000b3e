import { mkdirSync, readdirSync } from 'node:fs'
import { basename, extname, join, relative } from 'node:path'
import { inherit } from './inherit.mjs'
import { callerFolder, inRoot } from './places.mjs'
import { noPython } from './pythons.mjs'
import { say, SetupError } from './say.mjs'

/**
 * Does what the window would be for without one: runs a notebook, writes it with its outputs beside a report, and
 * says where.
 * @param {string | null} file null for the first example
 * @param {boolean} hasPython
 * @returns {Promise<number>} the exit code
 */
export async function runHeadless(file, hasPython) {
  const notebook = file ?? firstExample()
  const shown = relative(callerFolder, notebook)
  say(`no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running ${shown} headless.`)
  if (!hasPython) throw new SetupError(noPython)
  const folder = inRoot('out/headless')
  mkdirSync(folder, { recursive: true })
  const name = join(folder, basename(notebook, extname(notebook)))
  const wishes = ['-o', `${name}.ipynb`, '--report', `${name}.md`, '--allow-errors']
  const code = await inherit(
    process.execPath,
    [inRoot('out/main/cli.js'), 'run', notebook, ...wishes],
    process.env
  )
  // 1: a cell has failed, which the notebook and the report show.
  if (code === 0 || code === 1) {
    say(`the executed notebook is ${name}.ipynb`)
    say(`its report is ${name}.md`)
  }
  return code
}

/** The first of the examples by name, in the user's language where there is one in it. */
function firstExample() {
  const examples = readdirSync(inRoot('examples'))
    .filter((name) => name.endsWith('.ipynb'))
    .sort()
  const language = Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2)
  return inRoot('examples', examples.find((name) => name.endsWith(`.${language}.ipynb`)) ?? examples[0])
}
