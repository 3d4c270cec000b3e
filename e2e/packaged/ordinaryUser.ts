/**
 * Starts a packaged app as its users do, which the other end-to-end tests cannot: they drive Electron through a debugger
 * that the fuses of a package forbid. Here Chromium's own pipe drives the page. The app runs as an ordinary user with its
 * sandbox, in a network namespace of its own that has no interface up, and sees no Python but its own.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { chromium, expect } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync
} from 'node:fs'
import { join, resolve } from 'node:path'

/** `nobody`, who owns nothing that a test is about. */
export const USER = 65534

/** The package of a kind, or undefined: the suite makes what it needs before it starts (`scripts/test/packaged.mjs`). */
export function packageOf(ending: string): string | undefined {
  const folder = resolve('out/test-packages')
  const name = readdirSync(folder).find((each) => each.endsWith(ending))
  return name === undefined ? undefined : join(folder, name)
}

/** Why a machine cannot run such tests; `null` when it can. */
export function whyNot(): string | null {
  if (process.platform !== 'linux') return 'packages are started on Linux only'
  if (process.getuid?.() !== 0) return 'it takes root to start the app as another user, without a network'
  const needed = ['unshare', 'setpriv', 'strace', 'mount']
  const missing = needed.find((tool) => !isThere(tool))
  if (missing !== undefined) return `this system has no ${missing}`
  try {
    execFileSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' })
    execFileSync('setpriv', [...asUser, 'unshare', '--user', 'true'], { stdio: 'ignore' })
    return null
  } catch {
    return 'this system gives no namespaces of their own to programs'
  }
}

const isThere = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, tool)))

const asUser = [`--reuid=${String(USER)}`, `--regid=${String(USER)}`, '--clear-groups']

/** A home of the user's, in a test's folder. */
export function makeHome(folder: string): string {
  const home = join(folder, 'home')
  mkdirSync(home)
  if (process.env['XAUTHORITY'] !== undefined && existsSync(process.env['XAUTHORITY']))
    copyFileSync(process.env['XAUTHORITY'], join(home, '.Xauthority'))
  for (const path of [home, ...readdirSync(home).map((name) => join(home, name))]) chownSync(path, USER, USER)
  return home
}

/**
 * What comes before a program that is to run offline, without other Pythons, and as the user.
 *
 * @param home as it is called there
 * @param root a whole system to run in instead of this one; it has no other Pythons
 */
export function offlineAsUser(
  home: string,
  environment: Readonly<Record<string, string>> = {},
  root = ''
): string[] {
  const env = { HOME: home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...environment }
  const enter = root === '' ? HIDE_PYTHONS : ENTER_ROOT
  return [
    ...['unshare', '--net', '--mount', '--', 'sh', '-euc', enter, root],
    ...['setpriv', ...asUser, 'env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)]
  ]
}

// Both in a mount namespace of its own: nothing but what is started here sees them.
const HIDE_PYTHONS = `
for python in /usr/bin/python3* /usr/local/bin/python3*; do
  if [ -f "$python" ] && [ ! -L "$python" ]; then mount --bind /dev/null "$python"; fi
done
exec "$@"`
// Not chroot(2), in which the kernel makes no user namespaces: they are what the sandbox is made of.
const ENTER_ROOT = `
mount --bind "$0" "$0"
cd "$0"
for place in proc dev sys; do mount --rbind "/$place" "$place"; done
mkdir -p tmp/.X11-unix outside
mount --bind /tmp/.X11-unix tmp/.X11-unix
# Everybody may use FUSE, as udev's own rules have it (50-udev-default.rules); a machine without udev may not say so.
if [ -e dev/fuse ]; then
  [ -e fuse ] || mknod -m 666 fuse c 10 229
  mount --bind fuse dev/fuse
fi
pivot_root . outside
cd /
umount --lazy /outside
exec "$@"`

/**
 * Chromium asks the system which of its addresses would be used for IPv6, by a datagram socket that it connects and never
 * sends on (net/dns/host_resolver_manager.cc): nothing leaves.
 */
const IPV6_PROBE = 'inet_pton(AF_INET6, "2001:4860:4860::8888"'

export class Packaged {
  private hasEnded = false

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly userData: string,
    private readonly calls: string
  ) {}

  /**
   * @param command `gilscope`, in the app's folder, and what it is asked to open
   * @param home from `makeHome`
   * @param root as for `offlineAsUser`; the other paths are those in there
   * @param isWatched strace, which watches the calls, keeps programs from becoming root, as what mounts for users must
   */
  static async start(
    command: readonly string[],
    home: string,
    { root = '', isWatched = true } = {}
  ): Promise<Packaged> {
    const userData = join(root, home, 'profile')
    mkdirSync(userData)
    chownSync(userData, USER, USER)
    const calls = join(root, home, '..', 'calls')
    const what = ['-e', 'trace=connect,sendto,sendmsg,sendmmsg']
    const watch = ['strace', '-f', '-qq', '--seccomp-bpf', ...what, '-o', calls]
    const screen = { DISPLAY: process.env['DISPLAY'] ?? '', XAUTHORITY: join(home, '.Xauthority') }
    const [launcher, ...files] = command
    const whole = [
      ...(isWatched ? watch : []),
      ...offlineAsUser(home, screen, root),
      ...[launcher!, `--user-data-dir=${home}/profile`, ...files]
    ]
    const start = join(root, home, '..', 'start')
    writeFileSync(start, withoutBrowserSwitches(whole))
    chmodSync(start, 0o755)
    const context = await chromium.launchPersistentContext(userData, {
      executablePath: start,
      headless: false,
      chromiumSandbox: true,
      viewport: null,
      timeout: 60_000
    })
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    return new Packaged(context, page, join(home, 'profile'), calls)
  }

  /** Its own processes. */
  processes(): ReturnType<typeof processesWith> {
    return processesWith(this.userData)
  }

  /** Kills the app, which would ask about what is unsaved, and waits until nothing of the user's is left: no kernel, no helper. */
  async end(): Promise<void> {
    if (this.hasEnded) return
    this.hasEnded = true
    const app = this.processes().find(
      ({ type, command }) => type === 'browser' && command.includes('gilscope-app')
    )
    if (app !== undefined) process.kill(app.pid, 'SIGKILL')
    await expect.poll(() => pids().filter(isOfUser), { timeout: 30_000 }).toEqual([])
    await this.context.close()
  }

  /** Every call with which any of its processes, kernels too, has tried to reach an address outside this machine. */
  reachedOut(): string[] {
    const calls = readFileSync(this.calls, 'utf8').split('\n')
    const isHarmless = (call: string): boolean =>
      /inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(call) || call.includes(IPV6_PROBE)
    return calls.filter((call) => /sa_family=AF_INET6?/.test(call) && !isHarmless(call))
  }
}

/** The app's processes with a profile, by what they are: `browser` is the app's, `renderer` the page's. */
export function processesWith(userData: string): { pid: number; type: string; command: string }[] {
  return pids().flatMap((pid) => {
    const command = readProc(pid, 'cmdline').replaceAll('\0', ' ')
    if (!command.includes(`--user-data-dir=${userData}`)) return []
    return [{ pid, type: / --type=([\w-]+)/.exec(command)?.[1] ?? 'browser', command }]
  })
}

/**
 * A program that stands in for a browser's. Of Playwright's switches, which turn off much that might reach for the network,
 * only the pipe goes on to the app.
 */
function withoutBrowserSwitches(command: readonly string[]): string {
  return `#!/bin/sh\nexec ${command.map(quoted).join(' ')} --remote-debugging-pipe --disable-gpu\n`
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

const pids = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)

export function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'latin1')
  } catch {
    return '' // it has ended meanwhile
  }
}

const isOfUser = (pid: number): boolean => {
  const status = readProc(pid, 'status')
  return status.includes(`\nUid:\t${String(USER)}\t`) && !/^State:\tZ/m.test(status)
}
