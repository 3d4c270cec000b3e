// The package for any Linux: one file that is started as it is. packaging/linux/appimage.c is what starts first in it.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
  closeSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../setup/run.mjs'
import { png } from './icons.mjs'
import { menu } from './installed.mjs'
import { sources } from './places.mjs'
import { missingTool, must } from './tools.mjs'

/** They are linked into what starts first, which so needs nothing of the system that it is started on. */
const LIBRARIES = ['libsquashfuse_ll.a', 'libfuse3.a', 'libzstd.a', 'libc.a']
/** Tells an AppImage of the second type from other programs: bytes 8 to 10, where ELF has padding. */
const MAGIC = { at: 8, bytes: Buffer.from('AI\x02', 'latin1') }

/** @returns {Promise<string | null>} the first that this system lacks of what is needed */
export async function missingForAppImage() {
  const tool = missingTool('mksquashfs', 'cc', 'strip')
  if (tool !== null) return tool
  for (const library of LIBRARIES) {
    const { output } = await run('cc', [`-print-file-name=${library}`]) // where it is, or the bare name
    if (output.trim() === library) return library
  }
  return null
}

/**
 * @param {string} app the app's folder
 * @param {string} file the package to write
 * @param {unknown} _contents
 * @param {string} work a folder for what is in between
 */
export async function makeAppImage(app, file, _contents, work) {
  const [folder, image, start] = ['appimage', 'appimage.squashfs', 'appimage-start'].map((name) =>
    join(work, name)
  )
  await layOut(app, folder)
  // This level packs nearly as tight as the .rpm's xz, and unpacks many times faster.
  const packing = [
    '-comp',
    'zstd',
    '-Xcompression-level',
    '15',
    '-root-owned',
    '-noappend',
    '-no-progress',
    '-quiet'
  ]
  rmSync(image, { force: true })
  await must('mksquashfs', [folder, image, ...packing])
  await compile(start)
  await must('sh', ['-euc', 'cat "$1" "$2" >"$0"', file, start, image])
  chmodSync(file, 0o755)
  for (const each of [folder, image, start]) rmSync(each, { recursive: true })
}

/** As the specification wants it: what is started is called `AppRun`, beside it one desktop entry, and its icon. */
async function layOut(app, folder) {
  rmSync(folder, { recursive: true, force: true })
  await must('cp', ['-al', app, folder])
  // Who mounts or unpacks it owns it, so it could never run as root: a system without user namespaces has no sandbox for it.
  rmSync(join(folder, 'chrome-sandbox'))
  symlinkSync('gilscope', join(folder, 'AppRun'))
  for (const [from, to] of Object.entries(menu)) {
    mkdirSync(join(folder, dirname(to)), { recursive: true })
    copyFileSync(join(sources, from), join(folder, to))
  }
  symlinkSync(menu['linux/gilscope.desktop'], join(folder, 'gilscope.desktop'))
  symlinkSync(menu['icon.svg'], join(folder, 'gilscope.svg'))
  writeFileSync(join(folder, '.DirIcon'), await png(join(sources, 'icon.svg'), 256))
}

async function compile(program) {
  const source = join(sources, 'linux/appimage.c')
  const found = ['-I/usr/include/squashfuse', '-D_FILE_OFFSET_BITS=64']
  const libraries = LIBRARIES.slice(0, -1).map((name) => `-l:${name}`)
  await must('cc', ['-O2', '-static', ...found, '-o', program, source, ...libraries])
  await must('strip', [program])
  const file = openSync(program, 'r+')
  writeSync(file, MAGIC.bytes, 0, MAGIC.bytes.length, MAGIC.at)
  closeSync(file)
}
