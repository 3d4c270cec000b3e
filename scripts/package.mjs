// `npm run package [-- --python PREFIX …]`: makes what this system can make for others to install.
import './setup/node.mjs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makePackages } from './package/make.mjs'
import { callerFolder } from './setup/places.mjs'
import { command, SetupError } from './setup/say.mjs'

await command(async () => {
  const { python, wheels } = parse(process.argv.slice(2))
  const inCaller = (path) => resolve(callerFolder, path)
  const files = await makePackages({
    prefixes: python.map(inCaller),
    wheels: wheels === undefined ? null : inCaller(wheels)
  })
  for (const file of files) process.stdout.write(`${relative(callerFolder, file)}\n`)
  return 0
})

function parse(args) {
  const options = { python: { type: 'string', multiple: true, default: [] }, wheels: { type: 'string' } }
  try {
    const { values } = parseArgs({ args, options })
    if (values.wheels !== undefined && values.python.length === 0)
      throw new Error('--wheels are installed into a bundled Python: name one with --python PREFIX')
    return values
  } catch (error) {
    throw new SetupError(`${error.message}\nusage: npm run package -- [--python PREFIX …] [--wheels FOLDER]`)
  }
}
