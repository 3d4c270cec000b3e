// The workshop kit: what a teacher carries to a room of laptops without a network.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../setup/places.mjs'
import { packages, project, sources } from './places.mjs'

/**
 * Gathers every package of this version that is there, so those that were built on other systems and put there too.
 * @param {string} [from] where packages are
 * @param {string} [kit] the folder to make
 * @returns {string} the kit's folder
 */
export function makeKit(from = packages, kit = inRoot('out/kit', `gilscope-kit-${project.version}`)) {
  rmSync(kit, { recursive: true, force: true })
  mkdirSync(join(kit, 'packages'), { recursive: true })
  for (const name of readdirSync(from).filter(isPackage))
    cpSync(join(from, name), join(kit, 'packages', name))
  cpSync(inRoot('course'), join(kit, 'course'), { recursive: true })
  cpSync(join(sources, 'kit'), kit, { recursive: true })
  writeFileSync(join(kit, 'SHA256SUMS'), sums(kit))
  return kit
}

const isPackage = (name) => name.startsWith('gilscope') && name.includes(project.version)

/** As sha256sum(1) writes and checks them. */
function sums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
  const name = (file) => file.slice(folder.length + 1).replaceAll('\\', '/')
  return files.map((file) => `${sum(file)}  ${name(file)}\n`).join('')
}
