// Makes the app's folder, and of it each kind of package that this system has the tools for.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../setup/build.mjs'
import { ensureDependencies } from '../setup/dependencies.mjs'
import { ensureElectron } from '../setup/electron.mjs'
import { say } from '../setup/say.mjs'
import { makeAppImage, missingForAppImage } from './appimage.mjs'
import { packApp } from './builder.mjs'
import { makeDeb } from './deb.mjs'
import { artefact, packages } from './places.mjs'
import { bundlePython } from './python.mjs'
import { makeRpm } from './rpm.mjs'
import { report, reportPythons } from './sizes.mjs'
import { makeTarball } from './tarball.mjs'
import { missingTool } from './tools.mjs'

const programs =
  (...names) =>
  () =>
    missingTool(...names)

/**
 * On Linux. Each says what it lacks here, and which of Debian's packages bring that; then it is left out, and that is said.
 * @type {{ ending: string, missing: () => string | null | Promise<string | null>, debian: string[], make: Function }[]}
 */
export const kinds = [
  { ending: '.tar.gz', missing: programs('tar', 'gzip'), debian: ['tar', 'gzip'], make: makeTarball },
  { ending: '.deb', missing: programs('dpkg-deb'), debian: ['dpkg'], make: makeDeb },
  { ending: '.rpm', missing: programs('rpmbuild'), debian: ['rpm'], make: makeRpm },
  {
    ending: '.AppImage',
    missing: missingForAppImage,
    debian: 'squashfs-tools gcc libc6-dev binutils libsquashfuse-dev libfuse3-dev libzstd-dev'.split(' '),
    make: makeAppImage
  }
]

/**
 * @param {{ prefixes: string[], wheels: string | null }} wanted Pythons to bundle, and packages to put into them
 * @param {string} [folder] where they go
 * @returns {Promise<string[]>} the files that were made
 */
export async function makePackages(wanted, folder = packages) {
  await ensureDependencies()
  await ensureBuild()
  const electron = await ensureElectron()
  const work = join(folder, 'work')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    const contents = { pythons: [] }
    for (const prefix of wanted.prefixes)
      contents.pythons.push(await bundlePython(prefix, wanted.wheels, work))
    await reportPythons(contents.pythons, work)
    const [app, ...more] = await packApp(electron, contents, work, folder)
    const files = process.platform === 'linux' ? await makeEach(app, contents, work, folder) : [app, ...more]
    report(files, contents)
    return files
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function makeEach(app, contents, work, folder) {
  const files = []
  for (const { ending, missing, debian, make } of kinds) {
    const lacking = await missing()
    if (lacking !== null) {
      say(`no ${ending}: this system has no ${lacking}. On Debian: sudo apt-get install ${debian.join(' ')}`)
      continue
    }
    const file = join(folder, artefact(contents, ending))
    await make(app, file, contents, work)
    files.push(file)
  }
  return files
}
