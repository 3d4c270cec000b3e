/**
 * `gilscope doctor` in situations that are really arranged: other users, disks, limits and programs. What one machine cannot
 * be made to be (another Yama, a container's share of the cores) is judged from recorded facts in the tests beside this one
 * and in `common/doctor/judge.test.ts`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Facts } from '../../common/doctor/facts'
import type { Check, Line } from '../../common/doctor/line'
import { BuiltCli } from '../cli/testing/buildCli'

const PYTHON = '/usr/bin/python3'
const MOST_MS = 120_000

/** An ordinary user, who may do nothing that others may not. */
const USER = 65534
const ORDINARY = `setpriv --reuid=${USER} --regid=${USER} --clear-groups`

const tools = ['setpriv', 'unshare', 'taskset', 'mount'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0
)
const canArrange =
  process.platform === 'linux' && process.getuid?.() === 0 && tools && existsSync(PYTHON) && canMount()
if (!canArrange)
  process.stdout.write(
    `skipped: arranging other machines needs root on Linux, mounts, util-linux and ${PYTHON}\n`
  )

function canMount(): boolean {
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
}

interface Found {
  readonly code: number | null
  readonly lines: readonly Line[]
  readonly facts: Facts
  of(check: Check): Pick<Line, 'level' | 'finding'>[]
}

interface Arranged {
  /** Shell commands of root's, in mounts of their own, before the command line is started. */
  readonly before?: string
  /** What the command line is started by. */
  readonly through?: string
  readonly env?: Readonly<Record<string, string>>
}

describe.skipIf(!canArrange)('gilscope doctor', { timeout: MOST_MS }, () => {
  /** The command line with all it needs, where every user can read it. */
  let place: string
  let cli: string
  let folder: string
  let home: string

  beforeAll(async () => {
    const built = await BuiltCli.build('doctor-test')
    place = mkdtempSync(join(tmpdir(), 'gilscope-doctor-'))
    cli = join(place, 'out/main/cli.js')
    cpSync(dirname(built.script), dirname(cli), { recursive: true })
    for (const part of ['kernels', 'package.json', 'node_modules/node-pty', 'node_modules/@lydell'])
      if (existsSync(part)) cpSync(resolve(part), join(place, part), { recursive: true })
    cpSync(process.execPath, join(place, 'node'))
    built.remove()
    spawnSync('chmod', ['-R', 'a+rX', place])
  }, MOST_MS)
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  beforeEach(() => {
    folder = mkdtempSync(join(place, 'case-'))
    home = join(folder, 'home')
    mkdirSync(home)
    spawnSync('chown', ['-R', String(USER), folder])
  })

  async function doctor({ before = '', through = ORDINARY, env = {} }: Arranged = {}): Promise<Found> {
    const start = `exec ${through} "$NODE" "$CLI" doctor --json`
    const child = spawn('unshare', ['--mount', 'sh', '-ec', `${before}\n${start}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ NODE: join(place, 'node'), CLI: cli, HOME: home, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        ...env
      }
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    const [code] = (await once(child, 'close')) as [number | null]
    expect(err).toBe('')
    const { lines, facts } = JSON.parse(out) as { lines: Line[]; facts: Facts }
    // The exit code says whether something must be mended, in every situation.
    expect(code).toBe(lines.some(({ level }) => level === 'red') ? 1 : 0)
    // And whatever is not as it should be has one thing to do.
    for (const line of lines) if (line.level !== 'green') expect(line.todo).not.toBeNull()
    const of = (check: Check) =>
      lines.filter((line) => line.check === check).map(({ level, finding }) => ({ level, finding }))
    return { code, lines, facts, of }
  }

  /** A program that says that it is this Python, and can do nothing else. */
  function fakePython(version: string): string {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    const answer = ['cpython', version, 'False', join(bin, 'python3')].join('\\n')
    const text = `#!${join(place, 'node')}\nif (process.argv.includes('-I')) console.log('${answer}')\nelse process.exit(3)\n`
    writeFileSync(join(bin, 'python3'), text)
    chmodSync(join(bin, 'python3'), 0o755)
    return bin
  }

  /** An environment of the system's Python, in which its program is a file of its own. */
  function environment(): string {
    const made = join(folder, 'environment')
    expect(spawnSync(PYTHON, ['-m', 'venv', '--copies', '--without-pip', made]).status).toBe(0)
    return made
  }

  const NO_SYSTEM_PYTHON = 'mount -t tmpfs none /usr/local/bin; mount -t tmpfs none /usr/bin'
  /** Then the tools are gone with it, and root starts the command line itself. */
  const BY_ROOT = ''

  test('an ordinary user with a Python: all is well, and all is seen', async () => {
    const found = await doctor()
    expect(found.of('python')).toEqual([{ level: 'green', finding: 'pythons' }])
    expect(found.of('kernel')).toEqual([{ level: 'green', finding: 'kernelRan' }])
    expect(found.of('scope')).toEqual([{ level: 'green', finding: 'exact' }])
    expect(found.of('terminal')).toEqual([{ level: 'green', finding: 'terminals' }])
    expect(found.of('files')).toEqual([{ level: 'green', finding: 'files' }])
    expect(found.facts.system).toMatchObject({ isRoot: false })
    expect(found.code).toBe(0)
  })

  test('root: the sandbox is missing, and that is said', async () => {
    const found = await doctor({ through: BY_ROOT })
    expect(found.of('sandbox')).toEqual([{ level: 'yellow', finding: 'sandboxOfRoot' }])
    expect(found.of('scope')).toEqual([{ level: 'green', finding: 'exact' }])
  })

  test('no Python', async () => {
    const found = await doctor({ before: `${NO_SYSTEM_PYTHON}; PATH=/nowhere`, through: BY_ROOT })
    expect(found.of('python')).toEqual([{ level: 'red', finding: 'noPython' }])
    expect(found.of('kernel')).toEqual([{ level: 'yellow', finding: 'kernelUntried' }])
    expect(found.of('scope')).toEqual([{ level: 'yellow', finding: 'scopeUntried' }])
    expect(found.code).toBe(1)
  })

  test('only Python 3.8', async () => {
    const bin = fakePython('3.8.18')
    const found = await doctor({ before: `${NO_SYSTEM_PYTHON}; PATH=${bin}`, through: BY_ROOT })
    expect(found.of('python')).toEqual([{ level: 'red', finding: 'onlyOld' }])
    expect(found.lines[0]).toMatchObject({ says: expect.stringContaining('3.8.18') })
    expect(found.code).toBe(1)
  })

  test('a Python that does not run cells', async () => {
    const bin = fakePython('3.12.0')
    const found = await doctor({ env: { PATH: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin` } })
    expect(found.of('python')).toEqual([{ level: 'green', finding: 'pythons' }])
    expect(found.of('kernel')).toEqual([{ level: 'red', finding: 'kernelFailed' }])
    expect(found.of('scope')).toEqual([{ level: 'yellow', finding: 'scopeUntried' }])
  })

  test('an environment beside the notebook whose Python is gone', async () => {
    mkdirSync(join(folder, '.venv/bin'), { recursive: true })
    writeFileSync(join(folder, '.venv/pyvenv.cfg'), 'home = /gone/bin\n')
    symlinkSync('/gone/bin/python3', join(folder, '.venv/bin/python3'))
    const found = await doctor()
    expect(found.of('python')).toEqual([{ level: 'yellow', finding: 'brokenEnvironment' }])
    expect(found.lines[0]!.todo).toContain(join(folder, '.venv'))
    expect(found.of('kernel')).toEqual([{ level: 'green', finding: 'kernelRan' }])
  })

  test('a Python whose file may be run but not read', async () => {
    const made = environment()
    spawnSync('sh', ['-c', `chmod 711 "${made}"/bin/python*`])
    const found = await doctor({ env: { VIRTUAL_ENV: made } })
    expect(found.of('kernel')).toEqual([{ level: 'green', finding: 'kernelRan' }])
    expect(found.of('scope')).toEqual([{ level: 'yellow', finding: 'sealedProgram' }])
  })

  test('a Python with rights of its own, into which nobody may look', async () => {
    const made = environment()
    // Set-group-ID, for set-user-ID would keep it out of our own folders. Either makes a process not dumpable, prctl(2).
    spawnSync('sh', ['-c', `chgrp 65533 "${made}"/bin/python* && chmod g+s "${made}"/bin/python*`])
    const found = await doctor({ env: { VIRTUAL_ENV: made } })
    expect(found.of('kernel')).toEqual([{ level: 'green', finding: 'kernelRan' }])
    expect(found.of('scope')).toEqual([{ level: 'yellow', finding: 'sealedProcess' }])
  })

  test('one core by affinity', async () => {
    const found = await doctor({ through: `taskset --cpu-list 0 ${ORDINARY}` })
    const { cores } = found.facts
    const finding = 'present' in cores && cores.present === 1 ? 'oneCore' : 'fewerCores'
    expect(cores).toMatchObject({ allowed: 1 })
    expect(found.of('cores')).toEqual([{ level: 'yellow', finding }])
  })

  test('a home on a disk that is read-only', async () => {
    const found = await doctor({ before: 'mount --bind "$HOME" "$HOME"; mount -o remount,bind,ro "$HOME"' })
    expect(found.of('files')).toEqual([
      { level: 'yellow', finding: 'noHome' },
      { level: 'red', finding: 'noData' }
    ])
    expect(found.lines.find(({ finding }) => finding === 'noHome')!.says).toContain('the disk is read-only')
  })

  test('a home that is another user’s', async () => {
    spawnSync('chown', ['0', home])
    chmodSync(home, 0o755)
    const found = await doctor()
    expect(found.of('files').map(({ finding }) => finding)).toEqual(['noHome', 'noData'])
    expect(found.lines.find(({ finding }) => finding === 'noHome')!.says).toContain('permission was denied')
  })

  test('a temporary folder on a full disk', async () => {
    const full = join(folder, 'full')
    mkdirSync(full)
    const before = `mount -t tmpfs -o size=256k,mode=1777 none "$TMPDIR"
      cat /dev/zero > "$TMPDIR/filler" 2>/dev/null || true`
    const found = await doctor({ before, env: { TMPDIR: full } })
    expect(found.of('files')).toEqual([{ level: 'red', finding: 'full' }])
  })

  test('a temporary folder that cannot be written', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o555 })
    const found = await doctor({ env: { TMPDIR: closed } })
    expect(found.of('files')).toEqual([{ level: 'red', finding: 'noTemporary' }])
  })

  test('no font with Chinese characters', async () => {
    const before = ['/usr/share/fonts', '/usr/local/share/fonts']
      .map((fonts) => `if [ -d ${fonts} ]; then mount -t tmpfs none ${fonts}; fi`)
      .join('\n')
    const found = await doctor({ before })
    expect(found.of('fonts')).toEqual([{ level: 'yellow', finding: 'noChinese' }])
  })

  test('no terminals', async () => {
    const before = 'mount -t tmpfs none /dev/pts; mount --bind /dev/null /dev/ptmx'
    const found = await doctor({ before })
    expect(found.of('terminal')).toEqual([{ level: 'red', finding: 'noTerminal' }])
    expect(found.of('kernel')).toEqual([{ level: 'red', finding: 'kernelFailed' }])
  })

  test('no display, one that is dead, and one that answers', async () => {
    expect((await doctor()).of('display')).toEqual([{ level: 'yellow', finding: 'noDisplay' }])

    const dead = await doctor({ env: { DISPLAY: ':9876' } })
    expect(dead.of('display')).toEqual([{ level: 'red', finding: 'deadDisplay' }])

    const compositor = createServer().listen(join(folder, 'wayland-7'))
    await once(compositor, 'listening')
    chmodSync(join(folder, 'wayland-7'), 0o777)
    const alive = await doctor({ env: { WAYLAND_DISPLAY: 'wayland-7', XDG_RUNTIME_DIR: folder } })
    expect(alive.of('display')).toEqual([{ level: 'green', finding: 'display' }])
    compositor.close()
  })

  test('user namespaces forbidden, of which the sandbox is made', async () => {
    // One more may be made here, and that is the one in which the command line is no longer root.
    const before = `exec unshare --user --map-root-user sh -ec '
      echo 1 > /proc/sys/user/max_user_namespaces
      exec unshare --user --map-user=1000 --map-group=1000 "$NODE" "$CLI" doctor --json'`
    const found = await doctor({ before, env: { DISPLAY: ':9876' } })
    expect(found.facts.sandbox).toMatchObject({ canMakeNamespaces: false })
    const inContainer = existsSync('/.dockerenv') || existsSync('/run/.containerenv')
    const finding = inContainer ? 'sandboxInContainer' : 'sandboxForbidden'
    expect(found.of('sandbox')).toEqual([{ level: 'red', finding }])
  })
})
