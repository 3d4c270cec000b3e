/**
 * The kernels that Jupyter knows on this machine, as far as they are a Python: `kernel.json` in a folder named after the
 * kernel, in the places that `jupyter --paths` lists. A notebook's `metadata.kernelspec.name` names one of them.
 */
import { readdir, readFile } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { isObject } from '../../common/json'
import type { Machine } from './machine'

export interface Kernelspec {
  readonly name: string
  readonly display_name: string
  /** The Python that it starts. */
  readonly python: string
}

/** What every installation of Jupyter for Python calls its own: it means any Python. */
export const ANY_PYTHON = 'python3'

export async function kernelspecs({ env, home, platform }: Machine): Promise<Kernelspec[]> {
  const folders = jupyterFolders(env, home, platform).map((folder) => join(folder, 'kernels'))
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => [])
      return Promise.all(names.map((name) => readKernelspec(join(folder, name), name)))
    })
  )
  // The first of a name hides those in later places, as in Jupyter.
  const byName = new Map<string, Kernelspec>()
  for (const spec of found.flat()) if (spec !== null && !byName.has(spec.name)) byName.set(spec.name, spec)
  return [...byName.values()]
}

/** What a notebook's kernelspec of that name starts here; null where it is not known, or means any Python. */
export async function pythonOfKernelspec(name: string | null, machine: Machine): Promise<string | null> {
  if (name === null || name === ANY_PYTHON) return null
  return (await kernelspecs(machine)).find((spec) => spec.name === name)?.python ?? null
}

async function readKernelspec(folder: string, name: string): Promise<Kernelspec | null> {
  const text = await readFile(join(folder, 'kernel.json'), 'utf8').catch(() => '')
  const spec = parsed(text)
  if (!isObject(spec) || spec.language !== 'python' || !Array.isArray(spec.argv)) return null
  const python: unknown = spec.argv[0]
  if (typeof python !== 'string' || !isAbsolute(python)) return null
  return { name, python, display_name: typeof spec.display_name === 'string' ? spec.display_name : name }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // somebody else's file, damaged or not there
  }
}

/** Data folders of Jupyter, the user's before the system's (jupyter_core.paths.jupyter_path). */
function jupyterFolders(env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform): string[] {
  const listed = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const prefixes = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].flatMap((prefix) =>
    prefix ? [join(prefix, 'share', 'jupyter')] : []
  )
  const own = env['JUPYTER_DATA_DIR']
  if (platform === 'win32') {
    const roaming = join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'jupyter')
    const system = join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter')
    return [...listed, own ?? roaming, ...prefixes, system]
  }
  const data =
    platform === 'darwin'
      ? join(home, 'Library', 'Jupyter')
      : join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'jupyter')
  return [...listed, own ?? data, ...prefixes, '/usr/local/share/jupyter', '/usr/share/jupyter']
}
