// Bundled Pythons: a CPython's own folder ("prefix"), made to run from any place, and made small.
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { run } from '../setup/run.mjs'
import { say, SetupError } from '../setup/say.mjs'
import { bringLibraries } from './pythonLibraries.mjs'
import { installWheels } from './pythonWheels.mjs'

const OLDEST_MINOR = 9

/**
 * What of the standard library stays behind: tests, IDLE, Tk, what only compiling C against this Python needs, and pip, which
 * has nowhere to install to.
 */
const LEFT_OUT = [
  /(^|\/)(tests?|idlelib|ensurepip|tkinter|turtledemo|__pycache__|site-packages)(\/|$)/,
  /^turtle\.py$/,
  /^config-\d/,
  /^lib-dynload\/(_tkinter|_test|_ctypes_test|xxlimited|_xxtestfuzz)/,
  /\.a$/
]

const QUESTION = `import json, sys, sysconfig
print(json.dumps([sys.implementation.name, list(sys.version_info[:3]), sys.abiflags if hasattr(sys, 'abiflags') else '',
  sys.prefix, sys.base_prefix, sysconfig.get_path('stdlib'), sys.executable]))`

/** Modules that a system library of the builder's may be behind: what worked there has to work here. */
const FRAGILE = [
  'ssl',
  'sqlite3',
  'ctypes',
  'zlib',
  'bz2',
  'lzma',
  'hashlib',
  'uuid',
  'readline',
  'curses',
  'decimal'
]

/**
 * Makes a copy of a CPython that runs from any folder, also a read-only one.
 * @param {string} prefix where it was installed: the folder with `bin` and `lib` (on Windows with `python.exe`)
 * @param {string | null} wheels a folder of packages to install into the copy
 * @param {string} work the copy goes into a folder in here
 * @returns {Promise<{ name: string, folder: string }>} name is its version, `3.14`, with a `t` when it has no GIL
 */
export async function bundlePython(prefix, wheels, work) {
  const original = await ask(pythonIn(prefix), prefix)
  const folder = join(work, 'python', original.name)
  if (existsSync(folder))
    throw new SetupError(`two Pythons of version ${original.name} cannot both be bundled`)
  say(`bundling Python ${original.version} from ${prefix} …`)
  mkdirSync(dirname(folder), { recursive: true })
  if (process.platform === 'win32')
    copyTrimmed(prefix, folder, [...LEFT_OUT, /^(Doc|include|libs|tcl)\//, /\.pdb$/])
  else await copyUnix(original, folder)
  if (wheels !== null)
    await installWheels(pythonIn(folder), wheels, original.library, libraryOf(folder, original))
  await compile(folder, libraryOf(folder, original))
  await check(original, folder)
  return { name: original.name, folder }
}

const libraryOf = (folder, { series }) =>
  process.platform === 'win32' ? join(folder, 'Lib') : join(folder, 'lib', `python${series}`)

async function copyUnix({ series, executable, library }, folder) {
  copyTrimmed(library, join(folder, 'lib', basename(library)), LEFT_OUT)
  mkdirSync(join(folder, 'bin'))
  cpSync(realpathSync(executable), join(folder, 'bin', `python${series}`))
  symlinkSync(`python${series}`, join(folder, 'bin', 'python3'))
  const shared = dirname(library)
  for (const name of readdirSync(shared).filter((name) => /^libpython3\.\d+t?\.(so\.1\.0|dylib)$/.test(name)))
    cpSync(join(shared, name), join(folder, 'lib', name))
  if (process.platform === 'linux') await bringLibraries(folder, series)
}

function copyTrimmed(from, to, leftOut) {
  const stays = (path) => {
    const name = relative(from, path).split(sep).join('/')
    return name === '' || !leftOut.some((pattern) => pattern.test(name))
  }
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: stays })
}

/** A read-only Python could never write its own; their paths are those of the place where they are imported. */
async function compile(folder, library) {
  const how = ['-q', '-s', folder, '--invalidation-mode', 'unchecked-hash']
  await run(pythonIn(folder), ['-I', '-m', 'compileall', ...how, library]) // some packages bring templates that are no Python: their files stay as they are
}

/** The copy, from another place with no environment, must be its own and do what the original does. */
async function check(original, folder) {
  const elsewhere = join(dirname(folder), 'from 别处')
  const env = { PATH: '/nowhere', SYSTEMROOT: process.env.SYSTEMROOT ?? '' }
  renameSync(folder, elsewhere)
  try {
    const works = (path, name, options) =>
      run(path, ['-I', '-c', `import ${name}`], options).then(({ code }) => code === 0)
    const copy = await ask(pythonIn(elsewhere), elsewhere, env)
    if (!copy.library.startsWith(elsewhere))
      throw new SetupError(`the copy of Python ${original.version} uses ${copy.library}: it cannot be moved`)
    for (const name of FRAGILE)
      if ((await works(original.executable, name)) && !(await works(pythonIn(elsewhere), name, { env })))
        throw new SetupError(`the copy of Python ${original.version} cannot import ${name}`)
  } finally {
    renameSync(elsewhere, folder)
  }
}

async function ask(executable, prefix, env = process.env) {
  const { code, output } = await run(executable, ['-I', '-c', QUESTION], { env, seconds: 60 })
  if (code !== 0) throw new SetupError(`${executable} does not answer like a Python:\n${output}`)
  const [implementation, version, flags, own, base, library, path] = JSON.parse(output)
  const [major, minor] = version
  const text = version.join('.')
  if (implementation !== 'cpython' || major !== 3 || minor < OLDEST_MINOR)
    throw new SetupError(
      `${prefix} is ${implementation} ${text}; notebooks need CPython 3.${OLDEST_MINOR} or newer`
    )
  if (own !== base)
    throw new SetupError(`${prefix} is an environment; name the Python that it was made from: ${base}`)
  if (!realpathSync(library).startsWith(realpathSync(prefix) + sep))
    throw new SetupError(`${prefix} does not hold its standard library, which is in ${library}`)
  const name = `3.${minor}${flags.includes('t') ? 't' : ''}`
  return { name, series: name, version: text, executable: path, library }
}

function pythonIn(prefix) {
  const places = process.platform === 'win32' ? ['python.exe'] : ['bin/python3', 'bin/python', 'python']
  const found = places.map((place) => join(prefix, place)).find(existsSync)
  if (found === undefined) throw new SetupError(`${prefix} holds no Python: there is no ${places[0]}`)
  return found
}
