import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newNotebook, writeNotebook } from '../../common/notebookFile'
import { MACHINE } from './atomicWrite'
import { openFile, saveFile } from './notebookFiles'

const NOTEBOOK = writeNotebook(newNotebook(), null)
const ORDINARY_USER = 65534
const isPosix = process.platform !== 'win32'
if (!isPosix) process.stdout.write('skipped: Windows has no modes, pipes or full devices among its files\n')
const isRoot = isPosix && process.getuid?.() === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilscope-files-'))
  if (isRoot) chmodSync(folder, 0o777)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Does something as a user whom permissions bind; root is bound by none. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot) return work()
  process.seteuid!(ORDINARY_USER)
  try {
    return await work()
  } finally {
    process.seteuid!(0)
  }
}

async function opened(
  path: string
): Promise<Extract<Awaited<ReturnType<typeof openFile>>, { ok: true }>['value']> {
  const result = await openFile(path)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

describe('opening', () => {
  test('a notebook', async () => {
    const path = put('a b 并发.ipynb', NOTEBOOK)
    expect(await opened(path)).toMatchObject({
      path,
      name: 'a b 并发.ipynb',
      from: 'notebook',
      writable: true,
      original: { kind: 'ipynb', text: NOTEBOOK }
    })
  })
  test('a notebook of version 3', async () => {
    const path = put('old.ipynb', '{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}')
    expect(await opened(path)).toMatchObject({
      from: 'upgrade',
      writable: true,
      notebook: { nbformat_minor: 5 }
    })
  })
  test.each(['a.md', 'a.MARKDOWN', 'a.txt', 'README'])('a document called %s', async (name) => {
    const path = put(name, '# Title\n\n```python\nx\n```\n')
    expect(await opened(path)).toMatchObject({
      from: 'document',
      writable: false,
      notebook: { cells: [{ source: '# Title' }, { cell_type: 'code', source: 'x' }] }
    })
  })
  test.each([
    ['a.py', '# %%\nx\n', 'percent'],
    ['a.md', '```{code-cell}\nx\n```\n', 'myst'],
    ['a.myst', '```{code-cell}\nx\n```\n', 'myst']
  ])('a notebook that is a text, called %s', async (name, text, kind) => {
    expect(await opened(put(name, text))).toMatchObject({
      ...{ from: 'text', writable: true, original: { kind, text } },
      notebook: { cells: [{ cell_type: 'code', source: 'x' }] }
    })
  })
  test('a notebook that has lost its ending', async () => {
    expect(await opened(put('copy', `\uFEFF\n${NOTEBOOK}`))).toMatchObject({ from: 'notebook' })
  })
  test('a byte order mark is kept in the text', async () => {
    expect((await opened(put('a.ipynb', `\uFEFF${NOTEBOOK}`))).original).toEqual({
      kind: 'ipynb',
      text: `\uFEFF${NOTEBOOK}`
    })
  })

  const refused: [string, () => string, string, RegExp][] = [
    [
      'a missing file',
      () => join(folder, 'none.ipynb'),
      'cannot-read',
      /none\.ipynb cannot be read: there is no such file/
    ],
    ['a folder', () => folder, 'cannot-read', /is a folder/],
    ['a file inside a file', () => join(put('x', ''), 'y.ipynb'), 'cannot-read', /cannot be read/],
    [
      'UTF-16 text',
      () => put('a.md', Buffer.from('\uFEFFhello', 'utf16le')),
      'cannot-read',
      /UTF-16.*save it as UTF-8/
    ],
    [
      'text in another encoding',
      () => put('a.md', Buffer.from([0x61, 0x0a, 0xc4, 0xe3])),
      'cannot-read',
      /not UTF-8 text \(line 2\)/
    ],
    ['a picture', () => put('a', Buffer.from('89504e470d0a1a0a00', 'hex')), 'cannot-read', /not UTF-8/],
    ['binary data', () => put('a.txt', 'a\0b'), 'cannot-read', /binary/],
    ['a broken notebook', () => put('a.ipynb', '{"nbformat": 4,'), 'not-a-notebook', /ends too early/],
    ['a notebook of version 2', () => put('a.ipynb', '{"nbformat": 2}'), 'unsupported-version', /version 2/]
  ]
  test.each(refused)('%s is refused', async (_name, path, code, message) => {
    const result = await openFile(path())
    expect(result).toMatchObject({ ok: false, problem: { code } })
    expect(result.ok ? '' : result.problem.message).toMatch(message)
  })
  test.runIf(isPosix)('a pipe is refused at once, though nobody writes into it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(await openFile(join(folder, 'pipe'))).toMatchObject({
      problem: { message: expect.stringContaining('not an ordinary file') as string }
    })
  })
  test.runIf(isPosix)('a file that is larger than any text is refused before it is read', async () => {
    execFileSync('truncate', ['-s', '600M', join(folder, 'huge.ipynb')])
    expect(await openFile(join(folder, 'huge.ipynb'))).toMatchObject({
      problem: { code: 'too-large', detail: expect.stringContaining('MB') as string }
    })
  })
  test.runIf(isPosix)(
    'a file that may not be read is refused; one that may not be written says so',
    async () => {
      const path = put('secret.ipynb', NOTEBOOK)
      chmodSync(path, 0o000)
      expect(await asOrdinaryUser(() => openFile(path))).toMatchObject({
        problem: { message: expect.stringContaining('permission was denied') as string }
      })
      chmodSync(path, 0o444)
      expect(await asOrdinaryUser(() => openFile(path))).toMatchObject({ value: { writable: false } })
    }
  )
})

describe('saving', () => {
  test('replaces the text and leaves nothing beside', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    expect(await saveFile(path, 'new')).toMatchObject({ ok: true, value: { size: 3 } })
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.ipynb'])
  })
  test('makes a new file, also one with the longest possible name', async () => {
    const path = join(folder, `${'n'.repeat(249)}.ipynb`)
    expect(await saveFile(path, NOTEBOOK)).toMatchObject({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(NOTEBOOK)
  })
  test('again and again, as long as nobody else writes', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    let { stamp } = await opened(path)
    for (const text of ['one', 'two', 'three']) {
      const saved = await saveFile(path, text, stamp)
      if (!saved.ok) throw new Error(saved.problem.message)
      stamp = saved.value
    }
    expect(readFileSync(path, 'utf8')).toBe('three')
  })
  test('is refused when another program changed the file, even to a text of the same length', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    const { stamp } = await opened(path)
    const theirs = NOTEBOOK.replace('code', 'CODE')
    writeFileSync(path, theirs)
    expect(await saveFile(path, 'mine', stamp)).toMatchObject({
      ok: false,
      problem: { code: 'changed-outside' }
    })
    expect(readFileSync(path, 'utf8')).toBe(theirs)
    expect(readdirSync(folder)).toEqual(['a.ipynb'])
    expect(await saveFile(path, 'mine')).toMatchObject({ ok: true })
  })
  test('goes on when another program only touched the file, or removed it', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    const { stamp } = await opened(path)
    writeFileSync(path, NOTEBOOK)
    const saved = await saveFile(path, 'one', stamp)
    expect(saved.ok).toBe(true)
    rmSync(path)
    expect(await saveFile(path, 'two', saved.ok ? saved.value : stamp)).toMatchObject({ ok: true })
  })
  test.runIf(isPosix)('keeps the mode and the owner', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    chmodSync(path, 0o640)
    if (isRoot) execFileSync('chown', [`${ORDINARY_USER}:${ORDINARY_USER}`, path])
    const { uid, gid } = statSync(path)
    await saveFile(path, 'new')
    expect(statSync(path)).toMatchObject({ uid, gid })
    expect(statSync(path).mode & 0o7777).toBe(0o640)
  })
  test.runIf(isPosix)(
    'follows symbolic links and leaves them, also one that leads to nothing yet',
    async () => {
      mkdirSync(join(folder, 'real'))
      const real = put('real/a.ipynb', NOTEBOOK)
      symlinkSync(join('real', 'a.ipynb'), join(folder, 'link.ipynb'))
      symlinkSync(join('real', 'b.ipynb'), join(folder, 'ahead.ipynb'))
      for (const name of ['link.ipynb', 'ahead.ipynb']) {
        expect(await saveFile(join(folder, name), 'new')).toMatchObject({ ok: true })
        expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true)
      }
      expect(readlinkSync(join(folder, 'link.ipynb'))).toBe(join('real', 'a.ipynb'))
      expect(readFileSync(real, 'utf8')).toBe('new')
      expect(readFileSync(join(folder, 'real', 'b.ipynb'), 'utf8')).toBe('new')
    }
  )
  test.runIf(isPosix)('to a circle of links, a folder, a pipe or a device is refused', async () => {
    symlinkSync('x', join(folder, 'y'))
    symlinkSync('y', join(folder, 'x'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const path of [join(folder, 'x'), folder, join(folder, 'pipe'), '/dev/null'])
      expect(await saveFile(path, 'new')).toMatchObject({ ok: false, problem: { code: 'cannot-write' } })
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })
  test('into a folder that is gone is refused', async () => {
    const result = await saveFile(join(folder, 'gone', 'a.ipynb'), 'new')
    expect(result).toMatchObject({
      problem: { code: 'folder-gone', detail: join(folder, 'gone') }
    })
  })
  test.runIf(isPosix)(
    'into a read-only folder, or over a read-only file, is refused and changes nothing',
    async () => {
      const path = put('a.ipynb', NOTEBOOK)
      chmodSync(path, 0o444)
      const denied = { problem: { code: 'cannot-write', detail: 'permission was denied' } }
      expect(await asOrdinaryUser(() => saveFile(path, 'new'))).toMatchObject(denied)
      chmodSync(path, 0o666)
      chmodSync(folder, 0o555)
      expect(await asOrdinaryUser(() => saveFile(path, 'new'))).toMatchObject(denied)
      chmodSync(folder, 0o777)
      expect(readFileSync(path, 'utf8')).toBe(NOTEBOOK)
      expect(readdirSync(folder)).toEqual(['a.ipynb'])
    }
  )
  test.runIf(isPosix)('gives other names of the file (hard links) their old text', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    linkSync(path, join(folder, 'b.ipynb'))
    await saveFile(path, 'new')
    expect(readFileSync(join(folder, 'b.ipynb'), 'utf8')).toBe(NOTEBOOK)
  })
  test('removes what a crash left, but not what another process is writing', async () => {
    const path = put('a.ipynb', NOTEBOOK)
    const ended = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    const leftover = put(`.gilscope-saving-${MACHINE}-${ended}-0badcafe`, 'half')
    const others = [
      put(`.gilscope-saving-${MACHINE}-${process.ppid}-0badcafe`, 'going on'),
      put(`.gilscope-saving-elsewhere-${ended}-0badcafe`, 'on a shared disk'),
      put('.gilscope-saving', 'by chance')
    ]
    expect(await saveFile(path, 'new')).toMatchObject({ ok: true })
    expect(existsSync(leftover)).toBe(false)
    expect(others.filter((other) => !existsSync(other))).toEqual([])
  })
})
