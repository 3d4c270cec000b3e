import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Interpreter } from '../../common/session'
import { chooseInterpreter, findInterpreters } from './interpreters'

/** Programs that answer like a Python, in a folder of their own; the machine's own ones are there besides. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interpreters-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(path: string, answer: readonly string[]): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${answer.join('\n')}\nEND\n`)
  chmodSync(file, 0o755)
  return file
}
const python = (path: string, version = '3.12.1'): string =>
  program(path, ['cpython', version, 'False', join(folder, path)])
function environment(path: string, text: string): void {
  mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, path, 'pyvenv.cfg'), text)
}
const env = (...folders: string[]): NodeJS.ProcessEnv => ({
  PATH: [...folders.map((name) => join(folder, name)), '/usr/bin', '/bin'].join(delimiter),
  PYENV_ROOT: join(folder, 'no-pyenv')
})

test('the environment beside the notebook comes first, then the PATH', async () => {
  const onPath = python('bin/python3')
  const venv = python('project/.venv/bin/python')
  environment('project/.venv', 'home = /usr/bin\nversion = 3.12.1')
  const found = await findInterpreters({ folder: join(folder, 'project/notebooks'), env: env('bin') })
  expect(found.slice(0, 2)).toMatchObject([
    { path: venv, origin: 'venv', version: '3.12.1' },
    { path: onPath, origin: 'PATH' }
  ])
})

test('an environment beside the notebook whose Python was removed cannot be used', async () => {
  const onPath = python('bin/python3')
  environment('project/.venv/bin', '')
  environment('project/.venv', 'home = /gone/bin\nversion = 3.12.1')
  symlinkSync('/gone/bin/python3', join(folder, 'project/.venv/bin/python3'))
  const search = { folder: join(folder, 'project'), env: env('bin') }
  const found = await findInterpreters(search)
  expect(found[0]).toMatchObject({ path: onPath })
  expect(found.find(({ origin }) => origin === 'venv')).toMatchObject({ unusable: { code: 'no-python' } })
  expect(await chooseInterpreter(search)).toMatchObject({ ok: true, value: { path: onPath } })
})

test('what lies beside the notebook is read and not run, until it is trusted', async () => {
  const path = 'project/.venv/bin/python3'
  const venv = python(path, '3.13.2')
  writeFileSync(venv, `#!/bin/sh\ntouch '${join(folder, 'ran')}'\n${readFileSync(venv, 'utf8')}`)
  environment('project/.venv', 'version_info = 3.13.1.final.0\nimplementation = CPython')
  const search = { folder: join(folder, 'project'), env: env() }
  expect((await findInterpreters(search))[0]).toMatchObject({ path: venv, version: '3.13.1' })
  const other = await chooseInterpreter({ ...search, trusts: () => Promise.resolve(false) })
  expect(other.ok && other.value.path).not.toBe(venv)
  expect(existsSync(join(folder, 'ran'))).toBe(false)

  const asked: string[] = []
  const trusts = (one: Interpreter): Promise<boolean> => Promise.resolve(asked.push(one.path) > 0)
  expect(await chooseInterpreter({ ...search, trusts })).toMatchObject({
    value: { path: venv, version: '3.13.2' }
  })
  expect(asked).toEqual([venv])
  expect(existsSync(join(folder, 'ran'))).toBe(true)
})

test('an environment says by its files which Python it has', async () => {
  for (const [name, text] of [
    ['uv', 'implementation = CPython\nversion_info = 3.13.2'],
    ['old', 'version = 3.8.1'],
    ['pypy', 'implementation = PyPy\nversion_info = 3.10.14.final.0'],
    ['bare', '']
  ] as const) {
    python(`${name}/bin/python3`)
    environment(name, text)
  }
  mkdirSync(join(folder, 'uv/lib/python3.13t'), { recursive: true })
  const found = await findInterpreters({ folder, env: env() })
  const of = (name: string) => found.find(({ path }) => path === join(folder, name, 'bin/python3'))
  expect(of('uv')).toMatchObject({ version: '3.13.2', freeThreaded: true })
  expect(of('old')?.unusable?.code).toBe('python-too-old')
  expect(of('pypy')?.unusable?.message).toContain('is pypy, not CPython')
  expect(of('bare')).toMatchObject({ version: '', freeThreaded: false })
  expect(of('bare')?.unusable).toBeUndefined()
})

test('a Python with many names is listed once, and an environment made from it stays its own', async () => {
  const original = python('bin/python3')
  symlinkSync(original, join(folder, 'bin/python'))
  mkdirSync(join(folder, '.venv/bin'), { recursive: true })
  symlinkSync(original, join(folder, '.venv/bin/python3'))
  writeFileSync(join(folder, '.venv/pyvenv.cfg'), '')
  const found = await findInterpreters({ folder, env: env('bin') })
  const ours = found.filter((one) => one.path.startsWith(folder))
  expect(ours.map((one) => one.path)).toEqual([join(folder, '.venv/bin/python3'), original])
})

test('old Pythons, other Pythons and things that are none are shown last, with the reason', async () => {
  python('bin/python3', '3.8.20')
  program('bin/python3.9', ['pypy', '3.9.18', 'False', ''])
  program('bin/python3.10', ['Segmentation fault'])
  const found = await findInterpreters({ folder: null, env: env('bin') })
  const ours = found.filter((one) => one.path.startsWith(folder))
  expect(found.slice(-3)).toEqual(ours)
  expect(ours.map((one) => one.unusable?.code).sort()).toEqual(['no-python', 'no-python', 'python-too-old'])
  expect(ours.find((one) => one.path.endsWith('3.9'))?.unusable?.message).toContain('is pypy, not CPython')
})

test("a version manager's stand-in counts as the Python that it leads to", async () => {
  const real = python('versions/3.12.1/bin/python3')
  program('shims/python3', ['cpython', '3.12.1', 'False', real])
  program('shims/python3.11', ['this version is not chosen here'])
  const found = await findInterpreters({ folder: null, env: env('shims') })
  const ours = found.filter((one) => one.path.startsWith(folder))
  expect(ours.map((one) => one.path)).toEqual([real])
})

test('free-threaded builds are told apart', async () => {
  program('bin/python3', ['cpython', '3.13.0', 'True', ''])
  const [first] = await findInterpreters({ folder: null, env: env('bin') })
  expect(first).toMatchObject({ version: '3.13.0', freeThreaded: true })
})

test('a named Python is the one, or a problem: never another one', async () => {
  const named = python('elsewhere/my-python')
  expect(await chooseInterpreter({ folder, named })).toMatchObject({ ok: true, value: { path: named } })
  expect(await chooseInterpreter({ folder, named: join(folder, 'none') })).toMatchObject({
    ok: false,
    problem: { code: 'no-python', message: `there is no ${join(folder, 'none')}` }
  })
  expect(await chooseInterpreter({ folder, named: folder })).toMatchObject({ ok: false })
})

test('an interpreter is asked anew when its file has changed', async () => {
  const path = python('bin/python3', '3.9.1')
  await chooseInterpreter({ folder, named: path })
  python('bin/python3', '3.13.11')
  expect(await chooseInterpreter({ folder, named: path })).toMatchObject({ value: { version: '3.13.11' } })
})

test.skipIf(process.platform === 'win32')(
  'a Python that was killed while it was asked is asked again',
  async () => {
    const file = python('bin/python3')
    const answering = readFileSync(file, 'utf8').replace('#!/bin/sh\n', '')
    writeFileSync(file, `#!/bin/sh\n[ -e "$0.asked" ] || { touch "$0.asked"; kill -9 $$; }\n${answering}`)
    const search = { folder: null, named: file }
    expect(await chooseInterpreter(search)).toMatchObject({ ok: false, problem: { code: 'no-python' } })
    expect(await chooseInterpreter(search)).toMatchObject({ ok: true, value: { version: '3.12.1' } })
  }
)
