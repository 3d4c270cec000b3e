/** Real Pythons to watch: for the tests of this folder only. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** An interpreter for tests; `version` is e.g. `3.12` or `3.13t`. */
export interface TestPython {
  readonly version: string
  readonly path: string
}

/** 3.9 and newer, of pyenv, of Gilscope's own cache and on the PATH; one of each version. */
export function findTestPythons(): TestPython[] {
  const found = new Map<string, string>()
  const look = (folder: string, program: string): void => {
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const version = /^3\.(9|1\d)(\.\d+)*t?$/.test(name) ? name.replace(/^(3\.\d+)\.\d+/, '$1') : null
      const path = join(folder, name, program)
      if (version !== null && existsSync(path)) found.set(version, path)
    }
  }
  look(join(homedir(), '.pyenv/versions'), 'bin/python3')
  look(join(homedir(), '.cache/gilscope/pythons'), 'python')
  const [version, path] = onPath()
  if (version !== undefined && path !== undefined && !found.has(version)) found.set(version, path)
  return [...found].map(([version, path]) => ({ version, path }))
}

/** Version and path of the `python3` on the PATH; nothing where it is missing or too old. */
function onPath(): string[] {
  const question = `import sys, sysconfig
if sys.version_info >= (3, 9):
    threaded = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    print("%d.%d%s" % (*sys.version_info[:2], threaded), sys.executable, sep="\\n")`
  const { stdout } = spawnSync('python3', ['-c', question], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').filter((line) => line !== '')
}

/** A Python that was started for a test, and that the test ends. */
export class Watched {
  private text = ''

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (bytes: Buffer) => (this.text += bytes.toString()))
    child.stderr?.on('data', (bytes: Buffer) => (this.text += bytes.toString()))
  }

  static start(python: string, code: string, environment: Readonly<Record<string, string>> = {}): Watched {
    const env = { ...process.env, PYTHONUNBUFFERED: '1', ...environment }
    // A process group of its own, so that its children end with it.
    return new Watched(spawn(python, ['-c', code], { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] }))
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('Python did not start')
    return this.child.pid
  }

  /** Resolves once the program has printed `text`. */
  async says(text: string): Promise<void> {
    await until(() => {
      if (this.child.exitCode !== null && !this.text.includes(text))
        throw new Error(`Python ended: ${this.text}`)
      return this.text.includes(text)
    })
  }

  /** Resolves with the first match once it was printed. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    let match: RegExpExecArray | null = null
    await until(() => (match = pattern.exec(this.text)) !== null)
    return match ?? failNow()
  }

  tell(text: string): void {
    this.child.stdin?.write(text)
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name)
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL')
    try {
      process.kill(-this.pid, 'SIGKILL')
    } catch {
      // Nobody of its group is left.
    }
    await until(() => this.child.exitCode !== null || this.child.signalCode !== null)
  }
}

function failNow(): never {
  throw new Error('unreachable')
}

/** Waits for a condition; the test's own time limit is the end of patience. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
