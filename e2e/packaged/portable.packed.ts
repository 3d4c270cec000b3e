/** The portable app with Pythons inside, as it comes out of its archive. */
import { expect, test as base } from '@playwright/test'
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { makeHome, offlineAsUser, Packaged, packageOf, processesWith, readProc, whyNot } from './ordinaryUser'

const archive = packageOf('.tar.gz') ?? ''
const hasPython = basename(archive).includes('-with-python-')

interface Fixtures {
  /** The user's home. */
  readonly home: string
  /** Starts the app with a file. */
  readonly start: (file: string) => Promise<Packaged>
}
interface WorkerFixtures {
  /** The app's folder, which belongs to root, at a path that is hard to get right. */
  readonly app: string
}

const test = base.extend<Fixtures, WorkerFixtures>({
  app: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'gilscope 便携 '))
      execFileSync('chmod', ['755', folder])
      execFileSync('tar', ['-C', folder, '--no-same-owner', '-xzf', archive])
      await use(join(folder, basename(archive, '.tar.gz')))
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker' }
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'gilscope-user-'))
    execFileSync('chmod', ['755', folder])
    await use(makeHome(folder))
    rmSync(folder, { recursive: true })
  },
  start: async ({ app, home }, use) => {
    const started: Packaged[] = []
    await use(async (file) => {
      const packaged = await Packaged.start([join(app, 'gilscope'), file], home)
      started.push(packaged)
      return packaged
    })
    for (const packaged of started) await packaged.end()
  }
})

const problem = whyNot()

/** Long enough for the scope to say what they did. */
const TWO_THREADS = `import gilscope_tiny, sys, threading, time
def spin():
    end = time.monotonic() + 1
    while time.monotonic() < end: pass
threads = [threading.Thread(target=spin) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sys.prefix, 'tiny', gilscope_tiny.VERSION)`

test('offline, an ordinary user opens the course and runs a cell on the Python that came with the app', async ({
  app,
  start
}) => {
  test.skip(problem !== null, problem ?? '')
  test.skip(!hasPython, 'this machine has no Python that can be bundled')
  const chapter = readdirSync(join(app, 'resources/course/en')).sort()[0]!
  const packaged = await start(join(app, 'resources/course/en', chapter))
  const { page } = packaged

  await page.getByRole('listitem').first().click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('a') // a cell of one's own, above the chapter's
  const code = 'import sys, threading; print(sys.prefix, threading.active_count())'
  await page.getByRole('textbox', { name: 'Code of cell 1', exact: true }).click()
  await page.keyboard.insertText(code)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('group', { name: 'Output of cell 1', exact: true })).toContainText(
    join(app, 'resources', 'python')
  )

  await page.getByRole('button', { name: /^Kernel Python 3/ }).click()
  await expect(page.getByText('came with Gilscope').first()).toBeVisible()

  const renderer = packaged.processes().find(({ type }) => type === 'renderer')!
  expect(readProc(renderer.pid, 'status')).toContain('Seccomp:\t2\n')
  expect(packaged.processes().filter(({ command }) => command.includes('--no-sandbox'))).toEqual([])

  await packaged.end()
  expect(packaged.reachedOut()).toEqual([])
})

test('the command line works without a display, a network and another Python', ({ app, home }) => {
  test.skip(problem !== null, problem ?? '')
  const run = (...args: string[]) => {
    const [program, ...before] = offlineAsUser(home)
    return spawnSync(program!, [...before, join(app, 'gilscope'), ...args], { cwd: home, encoding: 'utf8' })
  }
  expect(run('--version')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: ''
  })
  expect(run('--help').stdout).toContain('gilscope run FILE')
  expect(run('run')).toMatchObject({ status: 2, stderr: expect.stringContaining('say which file to run') })

  writeFileSync(
    join(home, '课 1.md'),
    `\`\`\`python\n${TWO_THREADS}\n\`\`\`\n\n\`\`\`python\n1 / 0\n\`\`\`\n`
  )
  if (hasPython) {
    const ran = run('run', '课 1.md', '--json')
    expect(ran.status, ran.stderr).toBe(1)
    const [first, second] = ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { status: string; outputs: unknown; scope: { tier: string } | null })
    const outputs = JSON.stringify(first!.outputs)
    expect(outputs).toContain(join(app, 'resources', 'python'))
    expect(outputs).toContain('tiny 1.0') // of the wheels that were put into it, the one that fits
    expect(first!.scope?.tier).toBe('exact') // the GIL is found in a Python that was moved and trimmed, too
    expect(second!.status).toBe('error')
  } else
    expect(run('run', '课 1.md')).toMatchObject({ status: 2, stderr: expect.stringContaining('no CPython') })
})

test('where the system forbids the sandbox, nothing is opened before the user has been asked', async ({
  app
}) => {
  test.skip(problem !== null, problem ?? '')
  test.skip(
    spawnSync('xwininfo', ['-version']).error !== undefined,
    'this system has no xwininfo (x11-utils)'
  )
  const home = mkdtempSync(join(tmpdir(), 'gilscope-user-')) // the app writes there as whoever we are
  const profile = join(home, 'profile')
  // One more may be made here, and that is the one in which the app is no longer root's.
  const forbid = `echo 1 > /proc/sys/user/max_user_namespaces
    exec unshare --user --map-user=1000 --map-group=1000 "$0" --user-data-dir="$1"`
  const before = ['--user', '--map-root-user', 'sh', '-euc', forbid]
  const child = spawn('unshare', [...before, join(app, 'gilscope'), profile], {
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ended = once(child, 'close')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  try {
    await expect.poll(windows, { timeout: 60_000 }).toHaveLength(1)
    expect(said).toContain('this system allows no sandbox around the page (namespaces)')
    const types = processesWith(profile).map(({ type }) => type)
    expect(types).toContain('browser')
    expect(types).not.toContain('renderer')
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(home, { recursive: true, maxRetries: 5 })
  }
})

/** The widths of the app's windows that are more than an invisible helper of the tool kit's. */
function windows(): number[] {
  const tree = execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' })
  const found = [...tree.matchAll(/\("gilscope[^"]*" "[^"]*"\) {2}(\d+)x\d+/gi)]
  return found.map((match) => Number(match[1])).filter((width) => width > 300)
}

test('nobody can make the app run what is not its own', async ({ app, home }) => {
  const program = join(app, 'gilscope-app')
  const wire = await getCurrentFuseWire(program)
  const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(wire[fuse] as number) === '1'
  expect(isOn(FuseV1Options.RunAsNode)).toBe(false)
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
  expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)

  const evil = join(home, 'evil.cjs')
  writeFileSync(evil, `require('fs').writeFileSync(${JSON.stringify(join(home, 'was-run'))}, '')`)
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${evil}`
  }
  const { status, stdout } = spawnSync(join(app, 'gilscope'), ['--version'], { env, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d/) })
  expect(existsSync(join(home, 'was-run'))).toBe(false)
})

test('only what runs is inside', ({ app }) => {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => /\.(map|ts|tsx|a|o)$|\/tests?\/|\/(tkinter|idlelib)\//.test(file))).toEqual(
    []
  )
  expect(readdirSync(join(app, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
  const listed = execFileSync('npx', ['asar', 'list', join(app, 'resources/app.asar')], {
    encoding: 'utf8'
  }).split('\n')
  expect(listed).toContain('/out/main/entry.js')
  expect(listed.filter((file) => /\.(map|ts|tsx)$|\.test\./.test(file))).toEqual([])
  const modules = listed.filter((file) => /^\/node_modules\/(@[^/]+\/)?[^/@]+$/.test(file))
  expect(modules.filter((file) => !file.includes('node-pty'))).toEqual([])
})

test('the licences of all that is inside go along', ({ app }) => {
  const text = (name: string): string => readFileSync(join(app, name), 'utf8')
  expect(text('LICENSES.main.md')).toMatch(/^## yaml - .*ISC/m)
  expect(text('LICENSES.page.md')).toMatch(/^## react-dom - .*MIT/m)
  expect(text('LICENSE.ruff.txt')).toContain('MIT License')
  expect(readdirSync(app)).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']))
})
