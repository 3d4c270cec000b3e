// What Electron and its tests need from a Linux system beside Node, and how it gets there.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { say, SetupError } from './say.mjs'

/** Debian's package for each library that Electron links, or opens on any X display. A `*` marks names that got a t64 ending in Debian 13. */
export const packageOf = {
  'libX11.so.6': 'libx11-6',
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2*',
  'libatk-1.0.so.0': 'libatk1.0-0*',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0*',
  'libatspi.so.0': 'libatspi2.0-0*',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2*',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0*',
  'libglib-2.0.so.0': 'libglib2.0-0*',
  'libgobject-2.0.so.0': 'libglib2.0-0*',
  'libgtk-3.so.0': 'libgtk-3-0*',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0'
}

/**
 * Makes sure that Electron's libraries are here: as root on Debian or Ubuntu by apt-get, else by telling the user.
 * @param {string} executable Electron's
 * @param {{ forTests: boolean }} need tests also need a screen, and to look right a font for CJK text
 */
export async function ensureSystemLibraries(executable, { forTests }) {
  if (process.platform !== 'linux') return
  const libraries = await missingLibraries(executable)
  const needed = [...new Set([...libraries.map(packageFor), ...(forTests ? missingScreen() : [])])]
  const wished = forTests ? await missingFont() : []
  const packages = [...needed, ...wished]
  const canInstall = process.getuid() === 0 && existsSync('/usr/bin/apt-get')
  if (packages.length === 0 || (needed.length === 0 && !canInstall)) return
  if (!canInstall) throw new SetupError(instructions(libraries, packages))
  await install(packages)
  const left = await missingLibraries(executable)
  if (left.length > 0) throw new SetupError(`Electron still lacks ${left.join(', ')}.`)
}

function instructions(libraries, packages) {
  const what =
    libraries.length > 0 ? `Electron lacks ${libraries.join(', ')}` : 'the tests lack a virtual screen'
  const names = packages.join(' ')
  if (existsSync('/usr/bin/apt-get'))
    return `${what}. Run this once, then try again:\n\n  sudo apt-get install ${names}\n`
  return `${what}. Debian's packages for it are the following; install those of your system: ${names}`
}

/** Chromium opens it when it meets an X display, and ends without a word where it is missing. */
const OPENED = 'libX11-xcb.so.1'

/** Asks the loader itself, so the answer is right on every system. */
async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable], { seconds: 30 })
  const linked = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
  const known = await run('/sbin/ldconfig', ['-p'], { seconds: 30 })
  return known.code !== 0 || known.output.includes(OPENED) ? linked : [...linked, OPENED]
}

/** Tests without a display bring their own. */
function missingScreen() {
  if (process.env.DISPLAY) return []
  return [
    ...(isOnPath('Xvfb') && isOnPath('xvfb-run') ? [] : ['xvfb']),
    ...(isOnPath('xauth') ? [] : ['xauth'])
  ]
}

async function missingFont() {
  const { code, output } = await run('fc-list', [':lang=zh', 'family'], { seconds: 30 })
  return code === 0 && output.trim() !== '' ? [] : ['fonts-noto-cjk']
}

const isOnPath = (name) => process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)))

/** An unknown library is asked for by its own name: apt-get's answer then names it. */
function packageFor(library) {
  const name = packageOf[library] ?? library
  return name.endsWith('*') ? name.slice(0, -1) + (hasNewNames() ? 't64' : '') : name
}

/** Debian 13 and Ubuntu 24.04 renamed packages whose libraries changed with 64-bit time. */
function hasNewNames() {
  const release = readFileSync('/etc/os-release', 'utf8')
  const version = Number(/^VERSION_ID="?([\d.]+)/m.exec(release)?.[1] ?? Infinity) // Debian's next has none
  return version >= (/^ID="?ubuntu/m.test(release) ? 24.04 : 13)
}

/**
 * Installs packages whose programs are not on the PATH, where that is ours to do.
 * @param {Record<string, string>} packageOfProgram
 */
export async function installPrograms(packageOfProgram) {
  const missing = Object.keys(packageOfProgram).filter((name) => !isOnPath(name))
  await installPackages([...new Set(missing.map((name) => packageOfProgram[name]))])
}

/** Installs packages, where that is ours to do: as root on Debian or Ubuntu. */
export async function installPackages(names) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return
  if (names.length > 0) await install(names)
}

/** Package lists may be absent (a fresh image) or old: they are fetched only when installing fails without. */
async function install(packages) {
  say(`installing system packages: ${packages.join(' ')} …`)
  const apt = (...args) =>
    run('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      seconds: 1800
    })
  const attempt = () => apt('install', '--no-install-recommends', ...packages)
  if ((await attempt()).code === 0) return
  await apt('update')
  const { code, output } = await attempt()
  if (code !== 0) throw new SetupError(`apt-get could not install ${packages.join(' ')}.\n\n${output}`)
}
