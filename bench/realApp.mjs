// What measurements of the real app have in common: all that it needs, a display, and a folder for their files.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '../scripts/setup/build.mjs'
import { ensureDependencies } from '../scripts/setup/dependencies.mjs'
import { ensureElectron } from '../scripts/setup/electron.mjs'
import { command, SetupError } from '../scripts/setup/say.mjs'
import { ensureSystemLibraries } from '../scripts/setup/systemLibraries.mjs'
import { underVirtualDisplay } from './virtualDisplay.mjs'

/**
 * Runs this command's measurement on Linux; its answer is the exit code.
 * @param {(electron: { executable: string, version: string }, folder: string) => Promise<number>} measure
 */
export function measureRealApp(measure) {
  return command(async () => {
    if (process.platform !== 'linux') throw new SetupError('this measurement reads /proc: it runs on Linux')
    await ensureDependencies()
    await ensureBuild()
    const electron = await ensureElectron()
    await ensureSystemLibraries(electron.executable, { forTests: true })
    if (!process.env.DISPLAY) return underVirtualDisplay()
    const folder = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
    try {
      return await measure(electron, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
}
