// The system's own tools that packages are made with.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../setup/run.mjs'
import { SetupError } from '../setup/say.mjs'

/** Runs a tool; gives what it printed. Its failure ends the packaging, with its words. */
export async function must(file, args, options) {
  const { code, output } = await run(file, args, options)
  if (code !== 0) throw new SetupError(`${file} failed (${code}): ${[file, ...args].join(' ')}\n\n${output}`)
  return output
}

/** The first of these tools that is not on the PATH, or null. */
export function missingTool(...names) {
  return names.find((name) => !isOnPath(name)) ?? null
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
