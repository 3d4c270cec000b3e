// Finds Electron, or fetches it: the version that package.json pins, else the fallback.
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
    if (!isGoodEnough(pinned)) await fetch_(pinned)
    return installed()
  })
}

/** Anything but a fallback whose day has passed: then the real one is tried for again. */
function isGoodEnough(pinned) {
  const version = installed()?.version
  return version === pinned || (version === fallbackVersion && failedLately(pinned))
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

async function fetch_(pinned) {
  rmSync(dist, { recursive: true, force: true }) // a link to the fallback must not be unpacked into
  const problem = failedLately(pinned) ?? (await download(pinned))
  if (problem === null) return
  mkdirSync(cache, { recursive: true })
  if (!failedLately(pinned))
    writeFileSync(failure, JSON.stringify({ version: pinned, at: Date.now(), problem }))
  if (!hasFallback) {
    rmSync(failure, { force: true }) // nothing stands in for it: the next start tries again
    throw new SetupError(
      `Electron ${pinned} could not be downloaded: ${problem}\n` +
        'Behind a proxy set HTTPS_PROXY, or name a mirror in ELECTRON_MIRROR, and start again.'
    )
  }
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

/** A quick question before a download that may wait for minutes. Proxies and mirrors only install-electron knows. */
async function whyUnreachable() {
  const env = Object.keys(process.env).map((name) => name.toLowerCase())
  if (env.some((name) => /^(https?_proxy|all_proxy|(npm_config_)?electron_mirror)$/.test(name))) return null
  const { repository } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  try {
    await fetch(repository, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) })
    return null
  } catch (error) {
    return error.cause?.code ?? error.name
  }
}

/** The problem of the last download, if it was of this version and within a day. */
function failedLately(pinned) {
  if (!existsSync(failure)) return null
  const { version, at, problem } = JSON.parse(readFileSync(failure, 'utf8'))
  return version === pinned && Date.now() - at < A_DAY ? problem : null
}
