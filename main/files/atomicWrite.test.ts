/** Saving that is cut short: by `kill -9` at any moment, by a full disk. Each happens to a process of its own. */
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { build } from 'vite'
import { saveFile } from './notebookFiles'

const KILLS = 25
/** Characters of a text: enough that writing it takes several steps. */
const LENGTH = 3_000_000
const isPosix = process.platform !== 'win32'
if (!isPosix) process.stdout.write('skipped: Windows has no modes, pipes or full devices among its files\n')

let tools: string
let folder: string
let path: string

/** A text that shows by itself whether it is whole. */
const textOf = (digit: string): string => `${digit.repeat(LENGTH)}end`
const isWhole = (text: string): boolean => text.length === LENGTH + 3 && text === textOf(text.charAt(0))

beforeAll(async () => {
  tools = mkdtempSync(join(tmpdir(), 'gilscope-saver-'))
  const entry = resolve(import.meta.dirname, 'notebookFiles.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: tools,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'files.mjs' } }
    }
  })
  writeFileSync(
    join(tools, 'saver.mjs'),
    `import { saveFile } from './files.mjs'
const [path, length] = process.argv.slice(2)
for (let i = 0; ; i = (i + 1) % 10) {
  const saved = await saveFile(path, String(i).repeat(Number(length)) + 'end')
  if (!saved.ok) { console.log(saved.problem.message); process.exit(1) }
  console.log(i)
}`
  )
})
afterAll(() => {
  rmSync(tools, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tools, 'work-'))
  path = join(folder, 'a.ipynb')
  writeFileSync(path, textOf('x'))
})

function startSaver(): ChildProcess {
  return spawn(process.execPath, [join(tools, 'saver.mjs'), path, String(LENGTH)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
}

test(`a process that is killed while it saves, ${KILLS} times, always leaves a whole file`, async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    const saver = startSaver()
    const ended = once(saver, 'exit')
    const [said] = (await Promise.race([once(saver.stdout!, 'data'), ended])) as unknown[]
    expect(said).toBeInstanceOf(Buffer)
    // Somewhere in the middle of the saves that follow; where does not matter, only that it differs.
    await new Promise((done) => setTimeout(done, Math.random() * 30))
    saver.kill('SIGKILL')
    await ended
    expect(isWhole(readFileSync(path, 'utf8'))).toBe(true)
  }
  expect(await saveFile(path, textOf('y'))).toMatchObject({ ok: true })
  expect(readdirSync(folder)).toEqual(['a.ipynb'])
}, 120_000)

test.runIf(isPosix)('where the disk takes no more, the old file stays and nothing is left beside', () => {
  // A limit on the size of files stands in for a full disk: writing fails in the middle.
  const limited = `ulimit -f 1000; exec "$0" "$@"`
  const saver = spawnSync(
    'bash',
    ['-c', limited, process.execPath, join(tools, 'saver.mjs'), path, String(LENGTH)],
    {
      encoding: 'utf8'
    }
  )
  expect(saver).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('cannot be saved: the file is larger') as string
  })
  expect(readFileSync(path, 'utf8')).toBe(textOf('x'))
  expect(readdirSync(folder)).toEqual(['a.ipynb'])
})
