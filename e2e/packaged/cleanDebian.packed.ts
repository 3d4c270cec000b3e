/**
 * Every package for Linux in a Debian that has nothing else, which `npm run package:test` makes: installed or unpacked, used
 * by an ordinary user on the command line and in the window, and removed. The tests share the system, in this order: the
 * first finds only what debootstrap has put there, the others also the libraries that it has brought.
 */
import { expect, test } from '@playwright/test'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { makeHome, offlineAsUser, Packaged, readProc, USER, whyNot } from './ordinaryUser'

const root = process.env['GILSCOPE_DEBIAN'] ?? ''
const problem = root === '' ? 'npm run package:test makes a Debian for it' : whyNot()

test.describe.configure({ timeout: 400_000 }) // some install what they need first

/** As in the system; packages lie in /srv/packages. */
let home = ''
test.beforeEach(() => {
  test.skip(problem !== null, problem ?? '')
  mkdirSync(join(root, 'srv/user'), { recursive: true })
  home = makeHome(mkdtempSync(join(root, 'srv/user/'))).slice(root.length)
  execFileSync('chmod', ['-R', 'a+rX', join(root, 'srv')])
  expect(inside('sh', '-c', 'command -v python3 python || echo none')).toBe('none\n')
})
test.afterEach(() => {
  if (home !== '') rmSync(join(root, 'srv/user'), { recursive: true })
})

/** Runs a program in the system as root, with this machine's network. */
function inside(...command: string[]): string {
  const env = ['env', '-i', 'DEBIAN_FRONTEND=noninteractive', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin']
  return execFileSync('chroot', [root, ...env, ...command], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  })
}
const aptInstall = (...names: string[]): string =>
  inside('apt-get', '-q', '-y', 'install', '--no-install-recommends', ...names)

function fileOf(ending: string): string {
  const name = readdirSync(join(root, 'srv/packages')).find((each) => each.endsWith(ending))
  test.skip(name === undefined, `this system lacks what makes a ${ending}; npm run package says what`)
  return `/srv/packages/${name!}`
}

/** What is installed for all users is where both kinds of package put it. */
async function installedWorks(): Promise<void> {
  const python = '/opt/gilscope/resources/python/'
  commandLineWorks('/usr/bin/gilscope', python)
  await windowWorks('/usr/bin/gilscope', python)
}

test('the .deb, which apt installs with what it depends on', async () => {
  aptInstall(fileOf('.deb'))
  await installedWorks()
  inside('dpkg', '--purge', 'gilscope')
  onlyDocumentsAreLeft()
})

test('the .rpm; that Fedora has what it asks for is not shown by this', async () => {
  const file = fileOf('.rpm')
  aptInstall('rpm')
  // Debian's rpm wants to be told that it is meant, and knows of no library that it has not installed itself.
  inside('rpm', '-i', '--force-debian', '--nodeps', file)
  await installedWorks()
  inside('rpm', '-e', 'gilscope')
  onlyDocumentsAreLeft()
})

test('the .tar.gz, unpacked by the user', async () => {
  const app = `${home}/我的 apps`
  mkdirSync(join(root, app))
  chownSync(join(root, app), USER, USER)
  expect(asUser('tar', '-C', app, '--strip-components=1', '-xzf', fileOf('.tar.gz'))).toMatchObject({
    status: 0
  })
  const python = `${app}/resources/python/`
  commandLineWorks(`${app}/gilscope`, python)
  await windowWorks(`${app}/gilscope`, python)
  rmSync(join(root, app), { recursive: true })
  onlyDocumentsAreLeft()
})

test('the AppImage, where there is no FUSE', async () => {
  const file = fileOf('.AppImage')
  commandLineWorks(file, '/tmp/gilscope-')
  await windowWorks(file, '/tmp/gilscope-')
  await expect.poll(unpacked).toEqual([])
  onlyDocumentsAreLeft()
})

test('the AppImage, mounted', async () => {
  test.skip(!existsSync('/dev/fuse'), 'this machine has no FUSE')
  const file = fileOf('.AppImage')
  aptInstall('fuse3')
  // Which fusermount3 reads. Debian with an init system has it (systemd's tmpfiles.d, debian.conf).
  inside('ln', '-sf', '../proc/self/mounts', '/etc/mtab')
  commandLineWorks(file, '/tmp/gilscope-')
  await windowWorks(file, '/tmp/gilscope-', { isWatched: false, isMounted: true })
  await expect.poll(unpacked).toEqual([])
  onlyDocumentsAreLeft()
})

/** What an AppImage has made of itself, and not taken away. */
const unpacked = (): string[] =>
  readdirSync(join(root, 'tmp')).filter((name) => /^gilscope-[A-Za-z0-9]{6}$/.test(name))

function asUser(...command: string[]): { status: number | null; stdout: string; stderr: string } {
  const [program, ...before] = offlineAsUser(home, {}, root)
  return spawnSync(program!, [...before, ...command], { encoding: 'utf8' })
}

/** @param python what the path of the bundled one begins with */
function commandLineWorks(launcher: string, python: string): void {
  const gilscope = (...args: string[]) => asUser(launcher, ...args)
  expect(gilscope('--version')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/)
  })
  expect(gilscope('--help').stdout).toContain('gilscope run FILE')

  writeFileSync(join(root, home, 'lesson.md'), '```python\nimport sys\nsys.prefix\n```\n')
  const ran = gilscope('run', `${home}/lesson.md`, '--json')
  expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: expect.stringContaining(python) })
  const headless = gilscope('--headless', `${home}/lesson.md`, '-o', `${home}/headless`)
  expect(headless, headless.stderr).toMatchObject({ status: 0 })
  expect(readFileSync(join(root, home, 'headless/lesson.ipynb'), 'utf8')).toContain(python)

  const looked = gilscope('doctor', '--json')
  expect(looked, looked.stderr).toMatchObject({ status: 0 })
  const { lines } = JSON.parse(looked.stdout) as { lines: { check: string; level: string; more: string[] }[] }
  const level = (check: string) => lines.find((line) => line.check === check)?.level
  expect(['python', 'kernel', 'scope', 'sandbox'].map(level)).toEqual(['green', 'green', 'green', 'green'])
  expect(lines.find((line) => line.check === 'python')!.more.join()).toContain(python)
}

/** The user opens the course's first chapter and runs a cell in it, all under the sandbox. */
async function windowWorks(
  launcher: string,
  python: string,
  { isWatched = true, isMounted = false } = {}
): Promise<void> {
  const packaged = await Packaged.start([launcher], home, { root, isWatched })
  try {
    const { page } = packaged
    await page.getByRole('button', { name: /^Concurrency in \d+ chapters/ }).click()
    const chapters = page.getByRole('dialog', { name: 'Course' }).getByRole('list', { name: 'Chapters' })
    await chapters.getByRole('listitem').first().getByRole('button').first().click()
    await page.getByRole('main').getByRole('listitem').first().click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.getByRole('textbox', { name: 'Code of cell 1', exact: true }).click()
    await page.keyboard.insertText('import sys; print(sys.prefix)')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('group', { name: 'Output of cell 1', exact: true })).toContainText(python)

    const processes = packaged.processes()
    expect(processes.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([])
    const renderer = processes.find(({ type }) => type === 'renderer')!
    expect(readProc(renderer.pid, 'status')).toContain('Seccomp:\t2\n')
    // Of all of them, for the page's own sees no folders at all.
    const sees = ({ pid }: { pid: number }) => readProc(pid, 'mountinfo').includes(' fuse.AppImage ')
    expect(processes.some(sees)).toBe(isMounted)
  } finally {
    await packaged.end()
  }
  if (isWatched) expect(packaged.reachedOut()).toEqual([])
}

function onlyDocumentsAreLeft(): void {
  // An empty /opt goes with its last package.
  const places = ['usr', 'opt', 'etc', 'var', 'root'].filter((place) => existsSync(join(root, place)))
  expect(execFileSync('find', [...places, '-iname', '*gilscope*'], { cwd: root, encoding: 'utf8' })).toBe('')
  // Where nothing names a folder for documents (xdg-user-dirs), the home is that.
  expect(readdirSync(join(root, home, 'Gilscope course'))).toContain('01-what-concurrency-is.ipynb')
}
