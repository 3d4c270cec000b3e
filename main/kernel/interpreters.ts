/** Finds the CPythons of this machine, and says of each whether it can run notebooks. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Problem, Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import type { Interpreter } from '../../common/session'
import { readEnvironment, type Environment } from './environments'
import { ANY_PYTHON, kernelspecs } from './kernelspecs'
import { thisMachine } from './machine'
import type { Place } from './interpreterPlaces'
import { placesToLook } from './interpreterPlaces'

/** The oldest minor version of Python 3 that the kernel runs on. */
const OLDEST_MINOR = 9
/** A cold start from a slow disk, or a version manager's script in front of it. */
const ASK_TIMEOUT_MS = 10_000

/** Isolated and without `site`: nothing of the user's runs only because we looked. Works on Python 2, too. */
const QUESTION =
  "import sys; print('\\n'.join([getattr(getattr(sys, 'implementation', None), 'name', 'cpython'), " +
  "'.'.join(map(str, sys.version_info[:3])), str('free-threading' in sys.version), sys.executable]))"

interface Answer extends Environment {
  readonly executable: string
}

export interface Search {
  /** The notebook's folder, whose environments come first; `null` when it has none. */
  readonly folder: string | null
  /** A path that the user named, on the command line or in the settings. */
  readonly named?: string | null
  readonly env?: NodeJS.ProcessEnv
}

interface Choosing extends Search {
  /** Whether the user trusts an environment that lies beside the notebook: it is run then, and passed over if not. */
  trusts?(environment: Interpreter): Promise<boolean>
}

/**
 * All CPythons, best first: named, beside the notebook, on the PATH, then the others; unusable ones last. Those beside the
 * notebook are as their files say.
 */
export async function findInterpreters({ folder, named, env = process.env }: Search): Promise<Interpreter[]> {
  const places: Place[] = [
    ...(named ? [{ path: named, origin: 'named' } satisfies Place] : []),
    ...(await placesToLook(folder, thisMachine(env)))
  ]
  const found = await Promise.all((await distinct(places)).map((place) => describe(place, folder)))
  // Stand-ins of version managers lead to what was found already, or to nothing that is chosen here.
  const settled = found.filter((one) => one !== null)
  const unique = await withKernelspecs(await distinct(settled), env)
  return [...unique.filter((one) => !one.unusable), ...unique.filter((one) => one.unusable)]
}

/** Those that a kernel of Jupyter's runs on say its name. */
async function withKernelspecs(
  found: readonly Interpreter[],
  env: NodeJS.ProcessEnv
): Promise<Interpreter[]> {
  const specs = (await kernelspecs(thisMachine(env))).filter(({ name }) => name !== ANY_PYTHON)
  const of = await Promise.all(specs.map(({ python }) => identityOf(python)))
  return Promise.all(
    found.map(async (one) => {
      const identity = specs.length === 0 ? null : await identityOf(one.path)
      const spec = identity === null ? undefined : specs[of.indexOf(identity)]
      return spec ? { ...one, kernelspec: { name: spec.name, display_name: spec.display_name } } : one
    })
  )
}

/** The interpreter to use: the one that was named, or else the best that can run notebooks. Asks no more than needed. */
export async function chooseInterpreter(search: Choosing): Promise<Result<Interpreter>> {
  const { folder, named, env = process.env, trusts = () => Promise.resolve(true) } = search
  if (named) {
    const one = await describe({ path: named, origin: 'named' }, folder)
    if (one !== null) return one.unusable ? { ok: false, problem: one.unusable } : ok(one)
  }
  for (const place of named ? [] : await placesToLook(folder, thisMachine(env))) {
    const one = await describe(place, folder)
    if (one === null || one.unusable || (place.isBeside && !(await trusts(one)))) continue
    const asked = place.isBeside ? await describe({ path: one.path, origin: one.origin }, folder) : one
    if (asked !== null && !asked.unusable) return ok(asked)
  }
  const found = await findInterpreters(search)
  const tried = found.map((one) => one.unusable?.message ?? one.path).join('\n')
  return failed('no-python', `no CPython 3.${OLDEST_MINOR} or newer was found`, tried)
}

/** `null` for a version manager's stand-in that leads to no Python here. */
async function describe(
  { path, origin, isBeside }: Place,
  folder: string | null
): Promise<Interpreter | null> {
  if (isBeside) {
    const read = await readEnvironment(path)
    const { version, freeThreaded } = read
    const unusable = !(await isFile(path))
      ? { code: 'no-python' as const, message: `${path} leads to no program`, detail: path }
      : version === ''
        ? null
        : unusableBecause(path, read)
    return { path, origin, version, freeThreaded, ...(unusable ? { unusable } : {}) }
  }
  const answer = await ask(path, folder)
  const isStandIn = basename(dirname(path)) === 'shims'
  if (!answer.ok && isStandIn && origin !== 'named') return null
  if (!answer.ok) return { path, origin, version: '', freeThreaded: false, unusable: answer.problem }
  const { version, freeThreaded, executable } = answer.value
  // A version manager's stand-in runs a script first and may choose anew each time: take what it chose.
  const real = isStandIn && executable !== '' ? executable : path
  const unusable = unusableBecause(real, answer.value)
  return { path: real, origin, version, freeThreaded, ...(unusable ? { unusable } : {}) }
}

/** An environment stays behind when the Python is removed that it was made from. */
function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (file) => file.isFile(),
    () => false
  )
}

function unusableBecause(path: string, { implementation, version }: Environment): Problem | null {
  if (implementation !== 'cpython')
    return { code: 'no-python', message: `${path} is ${implementation}, not CPython`, detail: path }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 3 && minor >= OLDEST_MINOR) return null
  const message = `${path} is Python ${version}; notebooks need 3.${OLDEST_MINOR} or newer`
  return { code: 'python-too-old', message, detail: version }
}

/** The first of each Python; a path that leads nowhere stays only when the user named it. */
async function distinct<T extends Place>(places: readonly T[]): Promise<T[]> {
  const identities = await Promise.all(places.map((place) => identityOf(place.path)))
  return places.filter((place, at) => {
    const identity = identities[at]
    return identity ? identities.indexOf(identity) === at : place.origin === 'named'
  })
}

/** What is asked once is remembered as long as the file stays the same. */
const answers = new Map<string, { readonly stamp: string; readonly answer: Promise<Result<Answer>> }>()

async function ask(path: string, folder: string | null): Promise<Result<Answer>> {
  // Microsoft Store's programs are links that only Windows itself can follow.
  const file = await stat(path).catch(() => lstat(path).catch(() => null))
  if (file === null) return failed('no-python', `there is no ${path}`, path)
  if (!file.isFile() && !isInStore(path)) return failed('no-python', `${path} is not a program`, path)
  if (isPlaceholder(path, file.size))
    return failed('no-python', `${path} only offers to install Python`, path)
  const stamp = `${file.mtimeMs} ${file.size}`
  const known = answers.get(path)
  if (known?.stamp === stamp) return known.answer
  const answer = run(path, folder, () => answers.delete(path))
  answers.set(path, { stamp, answer })
  return answer
}

/** @param onPassing it was too slow, killed, or not started for want of something: another time it may answer */
function run(path: string, folder: string | null, onPassing: () => void): Promise<Result<Answer>> {
  const cwd = folder !== null && existsSync(folder) ? folder : tmpdir()
  return new Promise((resolve) => {
    const options = { cwd, timeout: ASK_TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true } as const
    const child = execFile(path, ['-I', '-S', '-c', QUESTION], options, (error, stdout, stderr) => {
      const [implementation, version, freeThreaded, executable = ''] = stdout.trim().split(/\r?\n/)
      if (error === null && implementation && version && freeThreaded)
        resolve(ok({ implementation, version, freeThreaded: freeThreaded === 'True', executable }))
      else {
        if (error !== null && (error.signal || typeof error.code === 'string')) onPassing()
        const reason = (stderr.trim() || error?.message) ?? stdout
        resolve(failed('no-python', `${path} does not answer like a Python`, reason.slice(0, 500)))
      }
    })
    child.stdin?.end()
  })
}

/** In a folder of its own it is a Python that was installed; above it, it only leads to the Store. */
function isInStore(path: string): boolean {
  return /[\\/]WindowsApps[\\/]PythonSoftwareFoundation\./.test(path)
}

/** Programs of Python's name that would open a store or an installer instead. */
function isPlaceholder(path: string, size: number): boolean {
  if (process.platform === 'win32') return size === 0 && !isInStore(path)
  const tools = ['/Library/Developer/CommandLineTools', '/Applications/Xcode.app']
  return (
    process.platform === 'darwin' && path.startsWith('/usr/bin/') && !tools.some((tool) => existsSync(tool))
  )
}

/**
 * What makes two paths the same Python: the file they lead to, except that an environment is itself although its
 * `python` leads to the one that it was made from. `null` when there is no file.
 */
async function identityOf(path: string): Promise<string | null> {
  const prefix = dirname(dirname(path))
  try {
    if (existsSync(join(prefix, 'pyvenv.cfg'))) return `${await realpath(prefix)} (environment)`
    // Each stand-in of a version manager leads to one and the same script.
    if (basename(dirname(path)) === 'shims') return path
    return isInStore(path) ? path : await realpath(path)
  } catch {
    return null
  }
}
