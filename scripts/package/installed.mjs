// How the app lies on a Linux system that it is installed on: what .deb and .rpm have in common, and the AppImage in part.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, chmodSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sources } from './places.mjs'
import { must } from './tools.mjs'

/** Where the app is put, and what is removed with it. */
export const home = 'opt/gilscope'

/** What desktops look for, and where. */
export const menu = {
  'linux/gilscope.desktop': 'usr/share/applications/gilscope.desktop',
  'linux/gilscope.xml': 'usr/share/mime/packages/gilscope.xml',
  'icon.svg': 'usr/share/icons/hicolor/scalable/apps/gilscope.svg'
}

/** What lies outside of it. */
export const shared = Object.values(menu)

/**
 * Lays everything out below `root` as it will be below `/`.
 * @param {string} app the app's folder
 */
export async function layOut(app, root) {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, dirname(home)), { recursive: true })
  await must('cp', ['-al', app, join(root, home)]) // links: the app is 250 MB
  // The sandbox's helper has to be root's and set-uid where user namespaces are kept from us, as Chrome's own package has it.
  const helper = join(root, home, 'chrome-sandbox')
  rmSync(helper)
  cpSync(join(app, 'chrome-sandbox'), helper)
  chmodSync(helper, 0o4755)
  for (const [from, to] of Object.entries(menu)) {
    mkdirSync(join(root, dirname(to)), { recursive: true })
    cpSync(join(sources, from), join(root, to))
  }
  mkdirSync(join(root, 'usr/bin'))
  symlinkSync(`/${home}/gilscope`, join(root, 'usr/bin/gilscope'))
}

/**
 * The newest symbol version of the C library that anything in a folder asks for, e.g. `2.28`: ELF files name it in
 * their tables of needed versions.
 */
export function neededGlibc(folder) {
  const versions = elfFiles(folder).flatMap((bytes) =>
    [...bytes.toString('latin1').matchAll(/GLIBC_2\.(\d+)/g)].map((match) => Number(match[1]))
  )
  return `2.${Math.max(0, ...versions)}`
}

function elfFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[^.]+$|\.(so|node)(\.|$)|^python3/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)))
    .filter((bytes) => bytes.subarray(0, 4).toString('latin1') === '\x7fELF')
}
