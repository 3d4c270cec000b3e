// What artefacts may weigh. A room of laptops copies them from one stick, so growth is noticed when it happens.
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { say, SetupError } from '../setup/say.mjs'
import { must } from './tools.mjs'

const MB = 1e6
/** The portable app without Python, compressed; an Electron without an app is 107. MB */
export const APP_BUDGET = 115
/** Each bundled Python, compressed. MB */
export const PYTHON_BUDGET = 16

/** Says how large each file is, and fails where one is over the budget. */
export function report(files, contents) {
  hold(files, APP_BUDGET + PYTHON_BUDGET * contents.pythons.length)
}

/** The same for each bundled Python, compressed by itself as in the portable app. */
export async function reportPythons(pythons, work) {
  for (const { name, folder } of pythons) {
    const file = join(work, `python-${name}.tar.gz`)
    await must('tar', ['-C', folder, '-czf', file, '.'])
    hold([file], PYTHON_BUDGET)
  }
}

function hold(files, budget) {
  const sizes = files.map((file) => ({ file, mb: statSync(file).size / MB }))
  for (const { file, mb } of sizes) say(`${mb.toFixed(1).padStart(6)} MB of ${budget}  ${basename(file)}`)
  const over = sizes.filter(({ mb }) => mb > budget)
  if (over.length > 0)
    throw new SetupError(
      `over the budget of ${budget} MB: ${over.map(({ file }) => basename(file)).join(', ')}`
    )
}
