import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './places.mjs'
import { run } from './run.mjs'
import { say, SetupError } from './say.mjs'

const sources = ['common', 'main', 'preload', 'renderer', 'electron.vite.config.ts', 'package-lock.json']
const stamp = inRoot('out/.sources-hash')

/** Builds the app into out/ when its sources are not the ones that out/ was built from. */
export async function ensureBuild() {
  const wanted = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('building …')
  const { code, output } = await build()
  if (code !== 0) throw new SetupError(`the build failed. To see it again: npm run build\n\n${output}`)
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Builds in any case. */
export function build() {
  return run(process.execPath, [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    seconds: 300
  })
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
