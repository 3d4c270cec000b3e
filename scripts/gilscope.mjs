// `npm run -s gilscope -- run FILE …`: sets up what the command line needs, then is the command line.
import './setup/node.mjs'
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { callerFolder, inRoot } from './setup/places.mjs'
import { command } from './setup/say.mjs'
import { ensureSystemLibraries } from './setup/systemLibraries.mjs'

await command(async () => {
  await ensureDependencies()
  await ensureBuild()
  if (needsElectron()) await ensureSystemLibraries((await ensureElectron()).executable, { forTests: false })
  return 0
})

if (process.exitCode === 0) {
  process.chdir(callerFolder)
  // In this very process: its arguments, exit code, signals and stdout need no handing on.
  await import(pathToFileURL(inRoot('out/main/cli.js')).href)
}

/** PDF is made by Chromium. */
function needsElectron() {
  const [name, ...wishes] = process.argv.slice(2)
  return name === 'export' && wishes.some((wish) => wish === 'pdf' || wish === '--to=pdf')
}
