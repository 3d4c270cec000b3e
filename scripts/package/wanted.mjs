// What `npm run package` and `npm run kit` are asked to put inside.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { callerFolder } from '../setup/places.mjs'
import { SetupError } from '../setup/say.mjs'

/**
 * @param {string} script its name for npm
 * @param {string[]} args
 * @returns {{ prefixes: string[], wheels: string | null }} absolute
 */
export function wantedPythons(script, args) {
  const options = { python: { type: 'string', multiple: true, default: [] }, wheels: { type: 'string' } }
  const inCaller = (path) => resolve(callerFolder, path)
  try {
    const { python, wheels } = parseArgs({ args, options }).values
    if (wheels !== undefined && python.length === 0)
      throw new Error('--wheels are installed into a bundled Python: name one with --python PREFIX')
    return { prefixes: python.map(inCaller), wheels: wheels === undefined ? null : inCaller(wheels) }
  } catch (error) {
    throw new SetupError(
      `${error.message}\nusage: npm run ${script} -- [--python PREFIX …] [--wheels FOLDER]`
    )
  }
}
