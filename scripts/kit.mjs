// `npm run kit [-- --python PREFIX …]`: one folder for a stick, with all that a workshop needs.
import './setup/node.mjs'
import { relative } from 'node:path'
import { makeKit } from './package/kit.mjs'
import { makePackages } from './package/make.mjs'
import { wantedPythons } from './package/wanted.mjs'
import { callerFolder } from './setup/places.mjs'
import { command } from './setup/say.mjs'

await command(async () => {
  await makePackages(wantedPythons('kit', process.argv.slice(2)))
  process.stdout.write(`${relative(callerFolder, makeKit())}\n`)
  return 0
})
