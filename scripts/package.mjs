// `npm run package [-- --python PREFIX …]`: makes what this system can make for others to install.
import './setup/node.mjs'
import { relative } from 'node:path'
import { makePackages } from './package/make.mjs'
import { wantedPythons } from './package/wanted.mjs'
import { callerFolder } from './setup/places.mjs'
import { command } from './setup/say.mjs'

await command(async () => {
  const files = await makePackages(wantedPythons('package', process.argv.slice(2)))
  for (const file of files) process.stdout.write(`${relative(callerFolder, file)}\n`)
  return 0
})
