/** The door on which a kernel knocks: a Unix socket in a private folder, or loopback TCP with a token on Windows. */
import { rm } from 'node:fs/promises'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { KernelCommand, KernelEvent } from '../../common/protocol'
import { encodeCommand, parseEvent } from '../../common/protocol'
import { makePrivateFolder } from './privateFolder'
import { LineReader } from './wire'

export interface SocketListener {
  onEvent(event: KernelEvent): void
  /** The kernel said something unreadable: a bug of ours, worth a line in the log; the rest is still read. */
  onNonsense(problem: string): void
}

export class KernelSocket {
  /** What the kernel is told to connect to. */
  readonly address: string
  private socket: Socket | null = null
  private isPaused = false
  private readonly closed: Promise<void>
  private tellClosed: () => void = () => undefined

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    /** What a stranger would not know; `null` where the folder keeps strangers out. */
    private readonly token: string | null,
    private readonly listener: SocketListener
  ) {
    const address = server.address() as string | AddressInfo
    this.address = typeof address === 'string' ? address : `127.0.0.1:${address.port}`
    this.closed = new Promise((resolve) => {
      this.tellClosed = resolve
    })
    server.on('connection', (socket) => this.accept(socket))
  }

  /** Listens. Rejects when the system refuses (a full disk, say). */
  static async listen(token: string, listener: SocketListener): Promise<KernelSocket> {
    const folder = await makePrivateFolder(token)
    const server = createServer()
    const isWindows = process.platform === 'win32'
    const listening = new Promise<void>((resolve, reject) => {
      // Once it listens an error is a connection that failed: whoever knocked is gone, or starting takes too long.
      server.on('error', reject)
      if (isWindows) server.listen(0, '127.0.0.1', resolve)
      else server.listen(join(folder, 's'), resolve)
    })
    await listening.catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    })
    return new KernelSocket(server, folder, isWindows ? token : null, listener)
  }

  send(command: KernelCommand): void {
    if (this.socket?.writable === true) this.socket.write(encodeCommand(command))
  }

  /** Stops reading: once the system's buffer is full, the kernel's prints wait. */
  pause(): void {
    this.isPaused = true
    this.socket?.pause()
  }
  resume(): void {
    this.isPaused = false
    this.socket?.resume()
  }

  /** Resolves when the kernel has closed its end and everything it sent was read; at once when it never connected. */
  async whenClosed(): Promise<void> {
    if (this.socket !== null) await this.closed
  }

  /** Ends the connection, which a kernel that still lives takes as its own end, and removes the folder. */
  async close(): Promise<void> {
    this.server.close()
    this.socket?.destroy()
    await rm(this.folder, { recursive: true, force: true })
  }

  private accept(socket: Socket): void {
    if (this.socket !== null) {
      socket.destroy() // there is one kernel; whoever comes later is not it
      return
    }
    if (this.token === null) this.adopt(socket)
    else this.askForToken(socket, this.token)
  }

  private askForToken(socket: Socket, token: string): void {
    const expected = Buffer.from(`${token}\n`)
    let got = Buffer.alloc(0)
    const check = (bytes: Buffer): void => {
      got = Buffer.concat([got, bytes])
      if (got.length < expected.length) return
      socket.off('data', check)
      if (this.socket !== null || !got.subarray(0, expected.length).equals(expected)) socket.destroy()
      else this.adopt(socket, got.subarray(expected.length))
    }
    socket.on('data', check)
    socket.on('error', () => undefined)
  }

  private adopt(socket: Socket, first?: Buffer): void {
    this.socket = socket
    this.server.close()
    const reader = new LineReader(() => this.listener.onNonsense('a message is too long'))
    const read = (bytes: Uint8Array): void => {
      for (const line of reader.feed(bytes)) {
        const event = parseEvent(line)
        if (event.ok) this.listener.onEvent(event.value)
        else this.listener.onNonsense(`${event.problem.message} ${event.problem.detail ?? ''}`)
      }
    }
    // A reset is how a killed kernel's end can look; 'close' follows either way.
    socket.on('error', () => undefined)
    socket.on('close', this.tellClosed)
    socket.on('data', read)
    if (first !== undefined && first.length > 0) read(first)
    if (this.isPaused) socket.pause()
  }
}
