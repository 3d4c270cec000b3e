// Names and places of what is packaged.
import { readFileSync } from 'node:fs'
import { inRoot } from '../setup/places.mjs'

/** The project's description, which packages repeat. */
export const project = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))

/** Everything that packaging makes is in here, which git ignores. */
export const packages = inRoot('out/packages')

/** What a package's own files come from: icons, the launcher, desktop entries. */
export const sources = inRoot('packaging')

/**
 * The file name of an artefact.
 * @param {{ pythons: unknown[] }} contents one with Pythons inside says so
 * @param {string} ending
 */
export function artefact({ pythons }, ending) {
  const inside = pythons.length > 0 ? '-with-python' : ''
  return `gilscope${inside}-${project.version}-${system()}-${process.arch}${ending}`
}

function system() {
  return { darwin: 'macos', win32: 'windows' }[process.platform] ?? process.platform
}
