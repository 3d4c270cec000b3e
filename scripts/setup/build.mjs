import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { inRoot } from './places.mjs'
import { run } from './run.mjs'
import { say, SetupError } from './say.mjs'

const sources = [
  ...['common', 'main', 'preload', 'renderer', 'scripts/build'],
  ...['electron.vite.config.ts', 'package-lock.json'],
  ...['packaging/icon.svg', 'scripts/package/icons.mjs']
]
const stamp = inRoot('out/.sources-hash')
const lock = inRoot('out/.build-lock')
const products = [
  stamp,
  inRoot('out/main/entry.js'),
  inRoot('out/main/main.js'),
  inRoot('out/main/cli.js'),
  inRoot('out/renderer/index.html')
]

/** Builds the app into out/ when its sources are not the ones that out/ was built from. */
export async function ensureBuild() {
  if (isBuilt()) return
  const { code, output } = await alone(lock, () => (isBuilt() ? { code: 0, output: '' } : compile()))
  if (code !== 0) throw new SetupError(`the build failed. To see it again: npm run build\n\n${output}`)
}

/**
 * Builds in any case.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function build() {
  return alone(lock, compile)
}

async function compile() {
  say('building …')
  const sourcesHash = hashOfSources() // before: what changes meanwhile is for the next build
  const electronVite = inRoot('node_modules/electron-vite/bin/electron-vite.js')
  const outcome = await run(process.execPath, [electronVite, 'build'], { seconds: 300 })
  if (outcome.code === 0) writeFileSync(stamp, sourcesHash)
  return outcome
}

function isBuilt() {
  return products.every(existsSync) && readFileSync(stamp, 'utf8') === hashOfSources()
}

/** Contents, not times: a checkout gives every file a new time. Some 20 ms for the whole app. */
function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesOf(source))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(inRoot(file)))
  }
  return hash.digest('hex')
}

/** The files of a source that go into the app, in a fixed order. Tests and their data do not. */
function filesOf(source) {
  if (source.includes('.')) return [source]
  return readdirSync(inRoot(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(inRoot().length + 1))
    .filter((file) => !/\.test\.tsx?$|[\\/]fixtures[\\/]/.test(file))
    .sort()
}
