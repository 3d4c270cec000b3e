/** Terminals, as the kernel session needs them; the only user of node-pty. */
import { closeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { ReadStream } from 'node:tty'
import type { Death } from '../../common/session'

/** A process on a terminal of its own, of which it is the session leader. */
export interface Pty {
  readonly pid: number
  onData(listener: (bytes: Uint8Array) => void): void
  /** Once, after the last data. */
  onExit(listener: (death: Death) => void): void
  write(text: string): void
  resize(columns: number, rows: number): void
  pause(): void
  resume(): void
  /** Ends the process at once. */
  kill(): void
}

/** A terminal that nobody runs on yet: others may open its device and write there. POSIX only. */
export interface RunTerminal {
  /** The device's path, e.g. `/dev/pts/7`. */
  readonly path: string
  onData(listener: (bytes: Uint8Array) => void): void
  /** Once, when nobody can write to it any more; never before `letGo`. */
  onEnd(listener: () => void): void
  /** Closes our own writing end, which keeps the device alive until the kernel has opened it. */
  letGo(): void
  resize(columns: number, rows: number): void
  pause(): void
  resume(): void
  close(): void
}

export interface SpawnOptions {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns: number
  readonly rows: number
}

/** Where terminals come from: node-pty in the app, `FakePty` in tests. */
export interface Terminals {
  spawn(options: SpawnOptions): Pty
  /** `null` where the system has no such terminals (Windows) or none is left. */
  open(columns: number, rows: number): RunTerminal | null
}

interface NodePty {
  spawn(file: string, args: readonly string[], options: object): NodePtyProcess
}
interface NodePtyProcess {
  readonly pid: number
  onData(listener: (data: Buffer | string) => void): void
  onExit(listener: (exit: { exitCode: number; signal?: number }) => void): void
  on(event: 'error', listener: (error: Error) => void): void
  write(text: string): void
  resize(columns: number, rows: number): void
  pause(): void
  resume(): void
  kill(signal?: string): void
}
interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string }
  resize(fd: number, columns: number, rows: number): void
}

// node-pty's own types are written for another package name, and its `open` keeps the writing end until the process
// ends, so that nobody would learn when the last writer has gone. Hence the native call, and types of our own.
const load = createRequire(import.meta.url)

export const realTerminals: Terminals = {
  spawn({ file, args, cwd, env, columns, rows }) {
    const { spawn } = load('node-pty') as NodePty
    const size = { cols: columns, rows }
    const child = spawn(file, args, { ...size, cwd, env, name: 'xterm-256color', encoding: null })
    return new NodePtyAdapter(child)
  },
  open(columns, rows) {
    if (process.platform === 'win32') return null
    const { requireBinary } = load('node-pty/requireBinary.js') as {
      requireBinary(name: string): NativePty
    }
    const native = requireBinary('pty.node')
    try {
      return new OpenTerminal(native, native.open(columns, rows))
    } catch {
      return null // the system has no more terminals: the kernel's own one serves
    }
  }
}

class NodePtyAdapter implements Pty {
  private over = false

  constructor(private readonly child: NodePtyProcess) {
    // node-pty throws errors of its socket that nobody listens to; the exit that follows tells all we need.
    child.on('error', () => undefined)
    child.onExit(() => {
      this.over = true
    })
  }

  get pid(): number {
    return this.child.pid
  }
  onData(listener: (bytes: Uint8Array) => void): void {
    // On Windows node-pty gives text whatever encoding is asked for.
    this.child.onData((data) => {
      listener(typeof data === 'string' ? Buffer.from(data) : data)
    })
  }
  onExit(listener: (death: Death) => void): void {
    this.child.onExit(({ exitCode, signal }) => {
      listener(signal ? { exitCode: null, signal: signalName(signal) } : { exitCode, signal: null })
    })
  }
  write(text: string): void {
    if (!this.over) this.child.write(text)
  }
  resize(columns: number, rows: number): void {
    if (!this.over) this.child.resize(columns, rows)
  }
  pause(): void {
    this.child.pause()
  }
  resume(): void {
    this.child.resume()
  }
  kill(): void {
    if (this.over) return
    if (process.platform === 'win32') this.child.kill()
    else this.child.kill('SIGKILL')
  }
}

class OpenTerminal implements RunTerminal {
  readonly path: string
  private readonly stream: ReadStream
  private slave: number | null

  constructor(
    private readonly native: NativePty,
    private readonly pair: { master: number; slave: number; pty: string }
  ) {
    this.path = pair.pty
    this.slave = pair.slave
    this.stream = new ReadStream(pair.master)
    // EIO is how Linux says that the last writer has gone; 'close' follows.
    this.stream.on('error', () => undefined)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.stream.on('data', listener)
  }
  onEnd(listener: () => void): void {
    this.stream.once('close', listener)
  }
  letGo(): void {
    if (this.slave === null) return
    closeSync(this.slave)
    this.slave = null
  }
  resize(columns: number, rows: number): void {
    if (!this.stream.destroyed) this.native.resize(this.pair.master, columns, rows)
  }
  pause(): void {
    this.stream.pause()
  }
  resume(): void {
    this.stream.resume()
  }
  close(): void {
    this.letGo()
    this.stream.destroy()
  }
}

/** `SIGSEGV` for 11. */
function signalName(signal: number): string {
  const found = Object.entries(constants.signals).find(([, number]) => number === signal)
  return found?.[0] ?? `signal ${signal}`
}
