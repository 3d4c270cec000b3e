import { inherit } from './inherit.mjs'
import { inRoot } from './places.mjs'
import { noPython } from './pythons.mjs'
import { say, SetupError } from './say.mjs'

/**
 * Does what the window would be for without one: the command line's `--headless`.
 * @param {string | null} file null for the first example
 * @param {boolean} hasPython
 * @returns {Promise<number>} the exit code
 */
export function runHeadless(file, hasPython) {
  say('no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running headless.')
  if (!hasPython) throw new SetupError(noPython)
  const where = ['-o', inRoot('out/headless')]
  const args = [inRoot('out/main/cli.js'), '--headless', ...where, ...(file === null ? [] : [file])]
  return inherit(process.execPath, args, process.env)
}
