import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CodeCell } from '../../common/notebook'
import { withToken } from '../kernel/processTree'
import { BuiltCli, type Outcome } from './testing/buildCli'

const isLinux = process.platform === 'linux'
if (!isLinux) process.stdout.write('skipped: full devices and descriptors are as Linux has them\n')

let cli: BuiltCli
let folder: string
beforeAll(async () => {
  cli = await BuiltCli.build('endings-test')
  folder = cli.folder
})
afterAll(() => cli.remove())

const start = (...args: string[]): ChildProcess => cli.start(...args)
const gilscope = (...args: string[]): Promise<Outcome> => cli.run(...args)
const document = (name: string, ...cells: string[]): string => cli.document(name, ...cells)

const WAIT = { timeout: 20_000 }

/** A run that never ends by itself, with a child that has taken a session of its own. */
async function endlessRun(
  name: string,
  ...options: readonly string[]
): Promise<{ child: ChildProcess; token: string }> {
  const cell = `
import os, subprocess, time
subprocess.Popen(["sleep", "600"], start_new_session=True)
open("${name}.token.new", "w").write(os.environ["GILSCOPE_TOKEN"])
os.rename("${name}.token.new", "${name}.token")
time.sleep(600)`
  const child = start('run', document(`${name}.md`, 'print("before")', cell), ...options)
  const file = join(folder, `${name}.token`)
  await vi.waitUntil(() => existsSync(file), WAIT)
  return { child, token: readFileSync(file, 'utf8') }
}

test('Ctrl-C ends everything, and what has run until then is written', async () => {
  const { child, token } = await endlessRun('interrupted', '-o', 'interrupted.ipynb')
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(130)
  expect(await withToken(token)).toEqual([])
  const { cells } = JSON.parse(readFileSync(join(folder, 'interrupted.ipynb'), 'utf8')) as {
    cells: readonly CodeCell[]
  }
  expect(cells.flatMap(({ outputs = [] }) => outputs)).toMatchObject([
    { text: ['before\n'] },
    { ename: 'KernelEnded', evalue: 'the run was ended while this cell ran' }
  ])
})

test.skipIf(!isLinux)('what stdout cannot take is told, and is a failure', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [cli.script, 'run', document('full.md', '1')], {
    cwd: folder,
    stdio: ['ignore', full, 'pipe']
  })
  closeSync(full)
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [code] = (await once(child, 'close')) as [number]
  expect(err).toBe('gilscope: the output cannot be written: the disk is full\n')
  expect(code).toBe(2)
})

test.skipIf(!isLinux)(
  'a cell that closes the descriptors of its kernel has failed, and says why',
  async () => {
    const file = document('closes.md', 'import os\nos.closerange(3, 256)\nprint("x")')
    const { code, err } = await gilscope('run', file, '-o', 'closes.ipynb')
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('the kernel died') as string
    })
    expect(readFileSync(join(folder, 'closes.ipynb'), 'utf8')).toContain(
      'closed file descriptors of the kernel'
    )
  }
)

test('after a crash the kernel ends by itself, and the next run ends what had left it', async () => {
  const { child, token } = await endlessRun('crashed')
  child.kill('SIGKILL')
  await vi.waitUntil(async () => (await withToken(token)).length <= 1, WAIT)
  expect((await gilscope('run', document('after.md', '1'))).code).toBe(0)
  expect(await withToken(token)).toEqual([])
})
