// Finds Electron, or fetches it: the version that package.json pins, else the fallback.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fallbackElectron, fallbackVersion, hasFallback } from './fallbackElectron.mjs'
import { alone } from './lock.mjs'
import { cache, inRoot } from './places.mjs'
import { run } from './run.mjs'
import { say, SetupError } from './say.mjs'

const home = inRoot('node_modules/electron')
const dist = join(home, 'dist')
const failure = join(cache, 'electron-download-failed.json')

/** How long a failed download is remembered, so that starts without that network do not wait for it again. */
const A_DAY = 24 * 3600 * 1000
/** How long the download's server may take to answer at all. */
const ANSWER_MS = 10_000

/**
 * The Electron to run, fetched first if it is not here yet. ELECTRON_OVERRIDE_DIST_PATH, which Electron's own package
 * knows too, names a folder with one that the user prefers.
 * @returns {Promise<{ executable: string, version: string }>}
 */
export async function ensureElectron() {
  const preferred = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (preferred) return { executable: join(preferred, nameOfExecutable()), version: `in ${preferred}` }
  const pinned = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version
  if (isGoodEnough(pinned)) return installed()
  return alone(`${dist}.lock`, async () => {
    if (!isGoodEnough(pinned)) await bring(pinned)
    return installed()
  })
}

/** Anything but a fallback whose day has passed: then the real one is tried for again. */
function isGoodEnough(pinned) {
  const version = installed()?.version
  return version === pinned || (version === fallbackVersion && failedLately(pinned) !== null)
}

function nameOfExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** @returns {{ executable: string, version: string } | null} */
function installed() {
  try {
    const executable = join(dist, nameOfExecutable())
    const version = readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim()
    return existsSync(executable) && existsSync(join(home, 'path.txt')) ? { executable, version } : null
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

async function bring(pinned) {
  rmSync(dist, { recursive: true, force: true }) // a link to the fallback must not be unpacked into
  const known = hasFallback ? failedLately(pinned) : null
  const problem = known ?? (await download(pinned))
  if (problem === null) return
  if (!hasFallback) {
    throw new SetupError(
      `Electron ${pinned} could not be downloaded: ${problem}\n` +
        'Behind a proxy set HTTPS_PROXY, or name a mirror in ELECTRON_MIRROR, and start again.'
    )
  }
  if (known === null) remember(pinned, problem)
  say(`Electron ${pinned} cannot be downloaded here (${problem}): using Electron ${fallbackVersion} instead.`)
  symlinkSync(await fallbackElectron(), dist)
  writeFileSync(join(home, 'path.txt'), nameOfExecutable())
}

/** @returns {Promise<string | null>} why it failed, in one line */
async function download(pinned) {
  if (hasFallback) {
    const problem = await whyUnreachable()
    if (problem !== null) return problem
  }
  say(`downloading Electron ${pinned} (110 MB, only once) …`)
  const env = { ...process.env, ELECTRON_GET_USE_PROXY: '1' } // HTTPS_PROXY counts, if it is set
  const { code, output } = await run(process.execPath, [join(home, 'install.js')], { env, seconds: 900 })
  if (code === 0 && installed()?.version === pinned) return null
  return /^.*Error: (.*)$/m.exec(output)?.[1] ?? `install-electron ended with ${code}`
}

/** A quick question before a download that may wait for minutes. */
async function whyUnreachable() {
  if (detours().length > 0) return null
  const { repository } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  try {
    await fetch(repository, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) })
    return null
  } catch (error) {
    return error.cause?.code ?? error.name
  }
}

/** The mirror and proxy that the user has set: install-electron goes that way. */
function detours() {
  const isOne = ([name]) => /^(https?_proxy|(npm_config_)?electron_mirror)$/i.test(name)
  return Object.entries(process.env).filter(isOne)
}

/** Tells one way from another without keeping it: it may hold a password. */
const way = () => createHash('sha256').update(JSON.stringify(detours())).digest('hex')

function remember(pinned, problem) {
  mkdirSync(cache, { recursive: true })
  writeFileSync(failure, JSON.stringify({ version: pinned, way: way(), at: Date.now(), problem }))
}

/** The problem of the last download, if it was of this version, went the same way, and was within a day. */
function failedLately(pinned) {
  if (!existsSync(failure)) return null
  const last = JSON.parse(readFileSync(failure, 'utf8'))
  const isSame = last.version === pinned && last.way === way()
  return isSame && Date.now() - last.at < A_DAY ? last.problem : null
}
