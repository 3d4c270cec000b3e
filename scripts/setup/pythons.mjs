// Finds the CPythons of this machine.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cache } from './places.mjs'
import { run } from './run.mjs'

/** The oldest minor version of Python 3 that the kernel runs on. */
const OLDEST_MINOR = 9

const probe = `import sys, sysconfig, os
print(sys.implementation.name, sys.version_info[0], sys.version_info[1], '%d.%d.%d' % sys.version_info[:3],
      't' if sysconfig.get_config_var('Py_GIL_DISABLED') else '-', os.path.realpath(sys.executable), sep='\\t')`

/**
 * Each CPython that the kernel can run on, once: those on PATH first, then pyenv's and ours.
 * @returns {AsyncGenerator<{ path: string, name: string }>} name is its version, with a `t` when it has no GIL
 */
export async function* pythons() {
  const seen = new Set()
  for (const candidate of candidates()) {
    const found = await ask(candidate)
    if (found === null || seen.has(found.real)) continue
    seen.add(found.real)
    yield { path: candidate, name: found.name }
  }
}

/** What to tell a user who has none. */
export const noPython =
  `no CPython 3.${OLDEST_MINOR} or newer was found on PATH. Cells need one: ` +
  (process.platform === 'linux'
    ? 'for instance "sudo apt-get install python3".'
    : 'see https://www.python.org/downloads/')

async function ask(path) {
  const { code, output } = await run(path, ['-c', probe], { seconds: 20 })
  if (code !== 0) return null
  const [implementation, major, minor, version, gil, real] = output.trim().split('\t')
  if (implementation !== 'cpython' || major !== '3' || Number(minor) < OLDEST_MINOR) return null
  return { name: version + (gil === 't' ? 't' : ''), real }
}

function* candidates() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    // A pyenv shim is a slow way to one of the versions below, or to an error.
    if (folder === '' || /[\\/]shims[\\/]?$/.test(folder)) continue
    yield* pythonsIn(folder)
  }
  const pyenv = process.env.PYENV_ROOT ?? join(homedir(), '.pyenv')
  for (const version of entries(join(pyenv, 'versions')).sort(byVersion))
    yield* pythonsIn(join(pyenv, 'versions', version, 'bin'))
  const own = process.env.GILSCOPE_PYTHONS ?? join(cache, 'pythons')
  for (const version of entries(own).sort(byVersion))
    if (existsSync(join(own, version, 'python'))) yield join(own, version, 'python')
}

/** python3 first, then the versioned names, then plain python (on Windows the only one). */
function* pythonsIn(folder) {
  const names = entries(folder).filter((name) => /^python(3(\.\d+t?)?)?(\.exe)?$/.test(name))
  const rank = (name) => (/^python3(\.exe)?$/.test(name) ? 0 : /^python3\./.test(name) ? 1 : 2)
  for (const name of names.sort((a, b) => rank(a) - rank(b) || byVersion(b, a))) yield join(folder, name)
}

const byVersion = (a, b) => a.localeCompare(b, 'en', { numeric: true })

function entries(folder) {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code)) return []
    throw error
  }
}
