/** Real Pythons to watch: for the tests of this folder only. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** An interpreter for tests; `version` is e.g. `3.12` or `3.13t`. */
export interface TestPython {
  readonly version: string
  readonly path: string
}

/** 3.9 and newer, of pyenv and of Gilscope's own cache; one of each version. */
export function findTestPythons(): TestPython[] {
  const found = new Map<string, string>()
  const look = (folder: string, program: string): void => {
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const version = /^3\.(9|1\d)\b[.\d]*t?$/.test(name) ? name.replace(/^(3\.\d+)\.\d+/, '$1') : null
      const path = join(folder, name, program)
      if (version !== null && existsSync(path)) found.set(version, path)
    }
  }
  look(join(homedir(), '.pyenv/versions'), 'bin/python3')
  look(join(homedir(), '.cache/gilscope/pythons'), 'python')
  return [...found].map(([version, path]) => ({ version, path }))
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
