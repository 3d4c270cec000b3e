import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { alone } from './lock.mjs'
import { inRoot } from './places.mjs'
import { npm } from './run.mjs'
import { say, SetupError } from './say.mjs'

const stamp = inRoot('node_modules/.gilscope-lock-hash')

/** Installs the npm packages when node_modules is missing or was made from another package-lock.json. */
export async function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (isDone()) return
  await alone(inRoot('out/.packages-lock'), async () => {
    if (isDone()) return
    if (!isInstalledByHand()) await install()
    writeFileSync(stamp, wanted)
  })
}

async function install() {
  say('installing the npm packages (only once) …')
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new SetupError(`npm ci failed. To see it again: npm ci\n\n${output}`)
}

/** npm writes node_modules/.package-lock.json last: one that is newer than our lock file is a finished install. */
function isInstalledByHand() {
  const written = inRoot('node_modules/.package-lock.json')
  return existsSync(written) && statSync(written).mtimeMs > statSync(inRoot('package-lock.json')).mtimeMs
}
