// Makes the app's folder, and of it each kind of package that this system has the tools for.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../setup/build.mjs'
import { ensureDependencies } from '../setup/dependencies.mjs'
import { ensureElectron } from '../setup/electron.mjs'
import { say } from '../setup/say.mjs'
import { packApp } from './builder.mjs'
import { makeDeb } from './deb.mjs'
import { artefact, packages } from './places.mjs'
import { bundlePython } from './python.mjs'
import { makeRpm } from './rpm.mjs'
import { report, reportPythons } from './sizes.mjs'
import { makeTarball } from './tarball.mjs'
import { missingTool } from './tools.mjs'

/** On Linux. Each says which tools it needs; without them it is left out, and that is said. */
const kinds = [
  { ending: '.tar.gz', tools: ['tar', 'gzip'], make: makeTarball },
  { ending: '.deb', tools: ['dpkg-deb'], make: makeDeb },
  { ending: '.rpm', tools: ['rpmbuild'], make: makeRpm }
]

/**
 * @param {{ prefixes: string[], wheels: string | null }} wanted Pythons to bundle, and packages to put into them
 * @param {string[]} [only] the endings of those to make; otherwise all
 * @returns {Promise<string[]>} the files that were made
 */
export async function makePackages(wanted, only = kinds.map(({ ending }) => ending)) {
  await ensureDependencies()
  await ensureBuild()
  const electron = await ensureElectron()
  mkdirSync(packages, { recursive: true })
  const work = join(packages, 'work')
  rmSync(work, { recursive: true, force: true })
  try {
    const contents = { pythons: [] }
    for (const prefix of wanted.prefixes)
      contents.pythons.push(await bundlePython(prefix, wanted.wheels, work))
    await reportPythons(contents.pythons, work)
    const [app, ...more] = await packApp(electron, contents, work)
    const files = process.platform === 'linux' ? await makeEach(app, contents, work, only) : [app, ...more]
    report(files, contents)
    return files
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function makeEach(app, contents, work, only) {
  const files = []
  for (const { ending, tools, make } of kinds.filter(({ ending }) => only.includes(ending))) {
    const missing = missingTool(...tools)
    if (missing !== null) {
      say(`no ${ending}: this system has no ${missing}`)
      continue
    }
    const file = join(packages, artefact(contents, ending))
    await make(app, file, contents, work)
    files.push(file)
  }
  return files
}
