/** Where CPythons are on a machine: a list of paths to try, best first. Nothing is run here. */
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Interpreter } from '../../common/session'

export interface Place {
  readonly path: string
  readonly origin: Interpreter['origin']
}

const isWindows = process.platform === 'win32'
const NAMES = isWindows
  ? ['python.exe', 'python3.exe']
  : [
      'python3',
      'python',
      ...[15, 14, 13, 12, 11, 10, 9].flatMap((minor) => [`python3.${minor}`, `python3.${minor}t`])
    ]
/** A notebook in a project's folder of notebooks still finds the project's environment. */
const MAX_FOLDERS_UP = 4

/** @param folder the notebook's; its environments, and those of the folders above it, come first */
export async function placesToLook(folder: string | null, env: NodeJS.ProcessEnv): Promise<Place[]> {
  const home = homedir()
  const pyenv = env['PYENV_ROOT'] ?? join(home, '.pyenv')
  const uv =
    env['UV_PYTHON_INSTALL_DIR'] ??
    join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'uv', 'python')
  const lists = await Promise.all([
    ...foldersFrom(folder).flatMap((near) =>
      ['.venv', 'venv'].map((name) => inPrefix(join(near, name), 'venv'))
    ),
    env['VIRTUAL_ENV'] === undefined ? [] : inPrefix(env['VIRTUAL_ENV'], 'venv'),
    env['CONDA_PREFIX'] === undefined ? [] : inPrefix(env['CONDA_PREFIX'], 'conda'),
    onPath(env),
    inEach(isWindows ? join(home, '.pyenv', 'pyenv-win', 'versions') : join(pyenv, 'versions'), 'pyenv'),
    ...condaRoots(home).flatMap((root) => [inPrefix(root, 'conda'), inEach(join(root, 'envs'), 'conda')]),
    inEach(uv, 'uv'),
    ...systemFolders(env).map((place) => named(place, 'system')),
    inEach(join(home, '.cache', 'gilscope', 'pythons'), 'cache')
  ])
  return lists.flat()
}

function foldersFrom(folder: string | null): string[] {
  const folders: string[] = []
  for (let at = folder; at !== null && folders.length < MAX_FOLDERS_UP; at = dirname(at)) {
    folders.push(at)
    if (dirname(at) === at) break
  }
  return folders
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Place[]> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return (await Promise.all(folders.map((folder) => named(folder, 'PATH')))).flat()
}

/** The environments that are folders of `root`. */
async function inEach(root: string, origin: Place['origin']): Promise<Place[]> {
  const names = await readdir(root).catch(() => [])
  // The newest first, as far as names tell.
  const newest = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return (await Promise.all(newest.map((name) => inPrefix(join(root, name), origin)))).flat()
}

/** The one Python of an environment or an installation, under whichever of its names is there. */
async function inPrefix(prefix: string, origin: Place['origin']): Promise<Place[]> {
  const folders = isWindows ? [join(prefix, 'Scripts'), prefix] : [join(prefix, 'bin'), prefix]
  for (const folder of folders) {
    const [first] = await named(folder, origin)
    if (first !== undefined) return [first]
  }
  return []
}

/** The files of a folder that have a Python's name. */
async function named(folder: string, origin: Place['origin']): Promise<Place[]> {
  const names = new Set(await readdir(folder).catch(() => []))
  return NAMES.filter((name) => names.has(name)).map((name) => ({ path: join(folder, name), origin }))
}

function condaRoots(home: string): string[] {
  const names = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', 'micromamba', '.conda']
  return [...names.map((name) => join(home, name)), ...(isWindows ? [] : ['/opt/conda', '/opt/miniconda3'])]
}

function systemFolders(env: NodeJS.ProcessEnv): string[] {
  if (isWindows) {
    const root = join(env['LOCALAPPDATA'] ?? homedir(), 'Programs', 'Python')
    return ['39', '310', '311', '312', '313', '314', '315'].map((version) => join(root, `Python${version}`))
  }
  const mac = '/Library/Frameworks/Python.framework/Versions/Current/bin'
  return ['/usr/local/bin', '/usr/bin', ...(process.platform === 'darwin' ? ['/opt/homebrew/bin', mac] : [])]
}
