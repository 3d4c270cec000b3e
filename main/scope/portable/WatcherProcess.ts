/**
 * The process that looks at a kernel where the app itself cannot (kernels/watcher). It is held by the app's thread, for the
 * sampling thread sleeps between looks and hears no pipe; what either says is passed on.
 *
 *     sampling thread ── port ──▶ here ── a line ──▶ watcher        it looks
 *     AskedLooks      ◀── port, bell ── here ◀── a line of JSON ──
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Ms } from '../../../common/brands'
import { steadyNow } from '../steadyClock'

const BOOTSTRAP =
  'import sys; sys.path.insert(0, sys.argv[1]); from watcher.__main__ import main; main(int(sys.argv[2]))'

export interface WatcherCommand {
  readonly file: string
  readonly args: readonly string[]
}

/**
 * How the watcher of `pid` is started.
 * @param python the kernel's own, so that there is one. Isolated and without `site`, nothing of the user's is run in it.
 */
export function watcherCommand(python: string, kernelsFolder: string, pid: number): WatcherCommand {
  return { file: python, args: ['-I', '-S', '-c', BOOTSTRAP, kernelsFolder, String(pid)] }
}

/** What the sampling thread needs to ask. */
export interface LookPort {
  readonly port: MessagePort
  /** One shared int32, changed and notified when there is an answer. */
  readonly bell: SharedArrayBuffer
}

/** An answer: what the watcher said, and between which moments, on our clock, it looked; or that it is gone. */
export type LookAnswer =
  { readonly line: string; readonly asked: Ms; readonly heard: Ms } | { readonly gone: string }

/** A watcher that ends does so within this time; then it is ended. */
const END_WITHIN = 1000 as Ms
/** Of what it says in its trouble the end is kept. */
const KEPT_CHARACTERS = 400

export class WatcherProcess {
  readonly looks: LookPort
  /** Resolves when it has ended. */
  readonly ended: Promise<void>
  private readonly process: ChildProcessWithoutNullStreams
  private readonly port: MessagePort
  private asked = steadyNow()
  private unread = ''
  private trouble = ''

  constructor({ file, args }: WatcherCommand) {
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    this.looks = { port: port2, bell: new SharedArrayBuffer(4) }
    const env = { ...process.env }
    // Electron's own switch is not for the user's Python.
    delete env['ELECTRON_RUN_AS_NODE']
    const child = (this.process = spawn(file, args, { stdio: 'pipe', windowsHide: true, env }))
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.hear(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.trouble = (this.trouble + text).slice(-KEPT_CHARACTERS)
    })
    // What it does not read any more, for it has ended, is no trouble.
    child.stdin.on('error', () => undefined)
    this.ended = new Promise((resolve) => {
      const gone = (why: string): void => {
        this.answer({ gone: why })
        this.port.close()
        resolve()
      }
      child.once('error', (error) => gone(error.message))
      child.once('close', () => gone(this.trouble.trim().split('\n').at(-1) ?? ''))
    })
    this.port.on('message', () => this.ask())
  }

  /** Ends it; resolves when it is gone. */
  async end(): Promise<void> {
    this.process.stdin.end()
    const timer = setTimeout(() => this.process.kill('SIGKILL'), END_WITHIN)
    await this.ended
    clearTimeout(timer)
  }

  private ask(): void {
    this.asked = steadyNow()
    this.process.stdin.write('\n')
  }

  private hear(text: string): void {
    const heard = steadyNow()
    const lines = (this.unread + text).split('\n')
    this.unread = lines.pop() ?? ''
    for (const line of lines) this.answer({ line, asked: this.asked, heard })
  }

  private answer(answer: LookAnswer): void {
    this.port.postMessage(answer)
    const ring = new Int32Array(this.looks.bell)
    Atomics.add(ring, 0, 1)
    Atomics.notify(ring, 0)
  }
}
