// The package for Debian, Ubuntu and those made from them.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageOf } from '../setup/systemLibraries.mjs'
import { home, layOut, neededGlibc } from './installed.mjs'
import { project } from './places.mjs'
import { must } from './tools.mjs'

const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch

/** Python's cache of the kernel, where root has used the app. An upgrade finds the next version's files there. */
const afterRemoval = `#!/bin/sh
set -e
case "$1" in remove | purge) rm -rf /${home} ;; esac
`

/**
 * @param {string} app the app's folder
 * @param {string} file the package to write
 * @param {{ pythons: unknown[] }} contents
 * @param {string} work a folder for what is in between
 */
export async function makeDeb(app, file, contents, work) {
  const root = join(work, 'deb')
  await layOut(app, root)
  mkdirSync(join(root, 'DEBIAN'))
  writeFileSync(join(root, 'DEBIAN/control'), await control(app, contents))
  writeFileSync(join(root, 'DEBIAN/postrm'), afterRemoval)
  chmodSync(join(root, 'DEBIAN/postrm'), 0o755)
  // xz at its first level packs a fifth tighter than gzip at its ninth, and takes no longer.
  await must('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', root, file])
  rmSync(root, { recursive: true })
}

async function control(app, { pythons }) {
  const kilobytes = execFileSync('du', ['-sk', app]).toString().split('\t')[0]
  const recommended = [
    'fonts-noto-cjk | fonts-wqy-zenhei',
    ...(pythons.length > 0 ? [] : ['python3 (>= 3.9)'])
  ]
  return `Package: gilscope
Version: ${project.version}
Architecture: ${architecture}
Maintainer: Gilscope <gilscope@localhost>
Installed-Size: ${kilobytes}
Depends: ${depends(app).join(', ')}
Recommends: ${recommended.join(', ')}
Section: devel
Priority: optional
Description: ${project.description}
 Jupyter-style notebooks as a desktop app: run processes, threads and asyncio in
 a cell, and watch beside it which core ran which thread, and who held the GIL.
`
}

/** What Electron links, under both names of libraries that Debian 13 renamed, and what opens links. */
function depends(app) {
  const libraries = [...new Set(Object.values(packageOf))].map((name) =>
    name.endsWith('*') ? `${name.slice(0, -1)}t64 | ${name.slice(0, -1)}` : name
  )
  return [`libc6 (>= ${neededGlibc(app)})`, ...libraries, 'xdg-utils']
}
