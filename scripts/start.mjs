// `npm start [FILE]`: sets up what is missing, then opens the app; without a display, runs a notebook headless.
import './setup/node.mjs'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { openApp } from './setup/app.mjs'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { runHeadless } from './setup/headless.mjs'
import { callerFolder } from './setup/places.mjs'
import { noPython, pythons } from './setup/pythons.mjs'
import { command, say, SetupError } from './setup/say.mjs'
import { ensureSystemLibraries } from './setup/systemLibraries.mjs'

await command(async () => {
  const file = process.argv[2] === undefined ? null : resolve(callerFolder, process.argv[2])
  if (file !== null && !existsSync(file)) throw new SetupError(`there is no file ${file}`)
  await ensureDependencies()
  await ensureBuild()
  const hasPython = !(await pythons().next()).done
  if (!hasDisplay()) return runHeadless(file, hasPython)
  const { executable } = await ensureElectron()
  await ensureSystemLibraries(executable, { forTests: false })
  if (!hasPython) say(noPython)
  return openApp(executable, file)
})

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
