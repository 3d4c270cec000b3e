/** The command line, built as users get it, and a way to run it: for tests. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { exportedScript } from '../../export/exportedScriptPlugin'
import type { Output } from '../../../common/notebook'
import type { CellHelp } from '../cellHelp'
import type { CellScope } from '../cellScope'

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** One line of `--json`. */
export interface Row {
  readonly index: number
  readonly id: string
  readonly status: string
  readonly outputs: readonly Output[]
  readonly wallMs: number
  readonly scope: CellScope | null
  readonly help: CellHelp | null
}

/** The command line as its users have it: built, in a process of its own. Its documents are in a folder of their own. */
export class BuiltCli {
  private constructor(
    private readonly built: string,
    readonly folder: string
  ) {}

  /** @param name tells it from others that are built at the same time. */
  static async build(name: string): Promise<BuiltCli> {
    const built = resolve(`out/${name}-${String(process.pid)}`)
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [exportedScript(resolve('renderer/exported/exportedPage.ts'))],
      build: {
        ssr: true,
        outDir: built,
        target: 'node20.18',
        rolldownOptions: { input: { cli: 'main/cli.ts', scopeWorker: 'main/scope/worker.ts' } }
      },
      ssr: { noExternal: true, external: ['node-pty'] }
    })
    return new BuiltCli(built, mkdtempSync(join(tmpdir(), `${name}-`)))
  }

  /** The built `cli.js`. */
  get script(): string {
    return join(this.built, 'cli.js')
  }

  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.script, ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe']
    })
  }

  async run(...args: readonly string[]): Promise<Outcome> {
    const child = this.start(...args)
    let out = ''
    let err = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out, err }
  }

  /** A Markdown document whose cells are these, with prose before each. */
  document(name: string, ...cells: readonly string[]): string {
    const text = cells.map((cell, at) => `Prose ${String(at)}.\n\n\`\`\`python\n${cell}\n\`\`\`\n`).join('\n')
    writeFileSync(join(this.folder, name), text)
    return name
  }

  remove(): void {
    rmSync(this.built, { recursive: true, force: true })
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const rowsOf = ({ out }: Outcome): Row[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)

export const textOf = ({ outputs }: Row): string =>
  outputs.map((output) => (output.output_type === 'stream' ? output.text : '')).join('')
