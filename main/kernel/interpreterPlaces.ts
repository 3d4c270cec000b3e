/** Where CPythons are on a machine: a list of paths to try, best first. Nothing is run here. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Interpreter } from '../../common/session'
import { kernelspecs } from './kernelspecs'
import type { Machine } from './machine'

export interface Place {
  readonly path: string
  readonly origin: Interpreter['origin']
  /** It lies near the notebook, from wherever that came: nothing of it is run before the user trusts it. */
  readonly isBeside?: true
}

/** 3.15 down to 3.9, each also free-threaded (`t`, from 3.13 on). */
const VERSIONS = [15, 14, 13, 12, 11, 10, 9].flatMap((minor) => [`3.${minor}`, `3.${minor}t`])
/** A notebook in a project's folder of notebooks still finds the project's environment. */
const MAX_FOLDERS_UP = 4
/** Microsoft Store's folders of Pythons begin so; the folder itself has only stand-ins. */
const STORE = 'PythonSoftwareFoundation.Python.'

/** @param folder the notebook's; its environments, and those of the folders above it, come first */
export async function placesToLook(folder: string | null, machine: Machine): Promise<Place[]> {
  const { env, home, platform, bundled } = machine
  const look = new Look(platform === 'win32')
  const data = env['XDG_DATA_HOME'] ?? join(home, '.local', 'share')
  const uv =
    env['UV_PYTHON_INSTALL_DIR'] ??
    (look.isWindows ? join(env['APPDATA'] ?? home, 'uv', 'python') : join(data, 'uv', 'python'))
  const pyenv = env['PYENV_ROOT'] ?? join(home, '.pyenv')
  const lists = await Promise.all([
    ...foldersFrom(folder).map((near) => look.environmentsBeside(near)),
    look.inPrefix(env['VIRTUAL_ENV'], 'venv'),
    look.inPrefix(env['CONDA_PREFIX'], 'conda'),
    look.onPath(env),
    look.inEach(look.isWindows ? join(pyenv, 'pyenv-win', 'versions') : join(pyenv, 'versions'), 'pyenv'),
    ...condaRoots(machine).flatMap((root) => [
      look.inPrefix(root, 'conda'),
      look.inEach(join(root, 'envs'), 'conda')
    ]),
    look.condaListed(join(home, '.conda', 'environments.txt')),
    look.inEach(uv, 'uv'),
    look.inEach(env['WORKON_HOME'] ?? join(home, '.virtualenvs'), 'venv'),
    ...(look.isWindows ? look.windowsPlaces(env, home) : look.unixPlaces(platform)),
    kernelspecs(machine).then((specs) =>
      specs.map(({ python }) => ({ path: python, origin: 'jupyter' as const }))
    ),
    look.inEach(join(home, '.cache', 'gilscope', 'pythons'), 'cache'),
    // The machine's own have the user's packages, so those that came with the app are for machines without. Of these one
    // with a GIL comes first: it is what most Pythons are.
    ...(bundled === null ? [] : [hasGil, hasNoGil].map((isOne) => look.inEach(bundled, 'bundled', isOne)))
  ])
  return lists.flat()
}

/** By the names that `npm run package` gives to bundled Pythons: `3.14`, and `3.14t` for a free-threaded one. */
const hasNoGil = (name: string): boolean => name.endsWith('t')
const hasGil = (name: string): boolean => !hasNoGil(name)

function foldersFrom(folder: string | null): string[] {
  const folders: string[] = []
  for (let at = folder; at !== null && folders.length < MAX_FOLDERS_UP; at = dirname(at)) {
    folders.push(at)
    if (dirname(at) === at) break
  }
  return folders
}

/** Looks into folders, by the names that the system gives to Pythons. */
class Look {
  private readonly names: readonly string[]

  constructor(readonly isWindows: boolean) {
    this.names = isWindows
      ? ['python.exe', 'python3.exe', ...VERSIONS.map((version) => `python${version}.exe`)]
      : ['python3', 'python', ...VERSIONS.map((version) => `python${version}`)]
  }

  /** `.venv` before all others, then `venv`, then whatever else is an environment (PEP 405 says by which file). */
  async environmentsBeside(folder: string): Promise<Place[]> {
    const names = (await entriesOf(folder)).filter((name) => existsSync(join(folder, name, 'pyvenv.cfg')))
    const others = names.filter((name) => name !== '.venv' && name !== 'venv').sort()
    const found = await this.inAll(
      ['.venv', 'venv', ...others].map((name) => join(folder, name)),
      'venv'
    )
    return found.map((place) => ({ ...place, isBeside: true }))
  }

  async onPath(env: NodeJS.ProcessEnv): Promise<Place[]> {
    const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
    return (await Promise.all(folders.map((folder) => this.named(folder, 'PATH')))).flat()
  }

  /** The environments that are folders of `root`, the newest first, as far as names tell. */
  async inEach(
    root: string,
    origin: Place['origin'],
    isOne: (name: string) => boolean = () => true
  ): Promise<Place[]> {
    const names = (await entriesOf(root)).filter(isOne)
    const newest = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    return this.inAll(
      newest.map((name) => join(root, name)),
      origin
    )
  }

  /** Every environment that conda has made, wherever it is: one path a line. */
  async condaListed(file: string): Promise<Place[]> {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split(/\r?\n/).map((line) => line.trim())
    return this.inAll(
      lines.filter((line) => line !== ''),
      'conda'
    )
  }

  /** python.org's installers (for one user and for all), its install manager, and Microsoft Store. */
  windowsPlaces(env: NodeJS.ProcessEnv, home: string): Promise<Place[]>[] {
    const local = env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
    const programs = [join(local, 'Programs', 'Python'), env['ProgramFiles'] ?? 'C:\\Program Files', 'C:\\']
    return [
      ...programs.map((root) => this.inEach(root, 'python.org', (name) => /^Python3\d+/.test(name))),
      this.inEach(join(local, 'Python'), 'python.org', (name) => name.startsWith('pythoncore-')),
      this.inEach(join(local, 'Microsoft', 'WindowsApps'), 'store', (name) => name.startsWith(STORE))
    ]
  }

  /** The system's own, Homebrew's, and on macOS every version that python.org's installer has put there. */
  unixPlaces(platform: NodeJS.Platform, frameworks = '/Library/Frameworks'): Promise<Place[]>[] {
    const system = ['/usr/local/bin', '/usr/bin', ...(platform === 'darwin' ? ['/opt/homebrew/bin'] : [])]
    const ofMac = ['Python.framework', 'PythonT.framework'].map((name) =>
      this.inEach(join(frameworks, name, 'Versions'), 'python.org', (version) => version !== 'Current')
    )
    return [...system.map((place) => this.named(place, 'system')), ...(platform === 'darwin' ? ofMac : [])]
  }

  /** The one Python of an environment or an installation, under whichever of its names is there. */
  async inPrefix(prefix: string | undefined, origin: Place['origin']): Promise<Place[]> {
    if (prefix === undefined) return []
    for (const folder of [join(prefix, this.isWindows ? 'Scripts' : 'bin'), prefix]) {
      const found = await this.named(folder, origin)
      if (found[0] === undefined) continue
      // python.org's installer for Windows puts a free-threaded build beside the other.
      const free = found.find(({ path }) => /\dt\.exe$/.test(path))
      return free === undefined ? [found[0]] : [found[0], free]
    }
    return []
  }

  private async inAll(prefixes: readonly string[], origin: Place['origin']): Promise<Place[]> {
    return (await Promise.all(prefixes.map((prefix) => this.inPrefix(prefix, origin)))).flat()
  }

  /** The files of a folder that have a Python's name. */
  private async named(folder: string, origin: Place['origin']): Promise<Place[]> {
    const names = new Set(await entriesOf(folder))
    return this.names.filter((name) => names.has(name)).map((name) => ({ path: join(folder, name), origin }))
  }
}

function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

function condaRoots({ env, home, platform }: Machine): string[] {
  const names = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', 'micromamba', '.conda']
  const named = [env['CONDA_ROOT'], env['MAMBA_ROOT_PREFIX']].flatMap((root) => (root ? [root] : []))
  const system = platform === 'win32' ? [] : ['/opt/conda', '/opt/miniconda3']
  return [...named, ...names.map((name) => join(home, name)), ...system]
}
