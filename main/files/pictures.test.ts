import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPicture, relativePath } from './pictures'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const root = mkdtempSync(join(tmpdir(), 'gilscope-pictures-'))
const folder = join(root, 'notes')
mkdirSync(join(folder, 'img'), { recursive: true })
afterAll(() => rmSync(root, { recursive: true, force: true }))

function there(name: string, bytes: Buffer | string): void {
  writeFileSync(join(folder, name), bytes)
}

test('pictures beside the notebook are read, whatever their name', async () => {
  const address = `data:image/png;base64,${PNG.toString('base64')}`
  there('img/图 1%.png', PNG)
  there('wrong-ending.txt', PNG)
  writeFileSync(join(root, 'above.png'), PNG)
  expect(await readPicture(folder, 'img/图 1%.png')).toBe(address)
  expect(await readPicture(folder, './img/%E5%9B%BE%201%25.png')).toBe(address)
  expect(await readPicture(folder, 'wrong-ending.txt?raw=1#x')).toBe(address)
  expect(await readPicture(folder, '../above.png')).toBe(address)
})

test('the bytes say what a picture is', async () => {
  there('a.gif', 'GIF89a…')
  there('a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
  there('a.webp', 'RIFF1234WEBPVP8 ')
  there('a.svg', '\uFEFF<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x"/>')
  const kinds = await Promise.all(
    ['a.gif', 'a.jpg', 'a.webp', 'a.svg'].map((name) => readPicture(folder, name))
  )
  expect(kinds.map((each) => /^data:([^;]+)/.exec(each ?? '')?.[1])).toEqual([
    'image/gif',
    'image/jpeg',
    'image/webp',
    'image/svg+xml'
  ])
})

test('anything else is no picture, and none is waited for', async () => {
  there('secret.png', 'root:x:0:0')
  there('page.svg', '<html><svg></svg></html>')
  there('empty.png', '')
  there('huge.png', PNG)
  truncateSync(join(folder, 'huge.png'), 31_000_000)
  mkdirSync(join(folder, 'folder.png'), { recursive: true })
  there('comments.svg', '<!---->'.repeat(500))
  const names = ['secret.png', 'page.svg', 'comments.svg', 'empty.png', 'huge.png', 'folder.png', 'gone.png']
  for (const name of names) expect(await readPicture(folder, name), name).toBeNull()
})

if (process.platform === 'win32')
  process.stdout.write('skipped: Windows has no named pipes among its files\n')

test.skipIf(process.platform === 'win32')('a pipe nobody writes to is no picture', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.png')])
  expect(await readPicture(folder, 'pipe.png')).toBeNull()
})

test('only relative names are paths', () => {
  for (const name of [
    '/etc/a.png',
    '//server/a.png',
    '\\\\server\\share\\a.png',
    '%5C%5Cserver/a.png',
    'C:\\a.png',
    'c:a.png',
    'file:///a.png',
    'http://a/b.png',
    'attachment:a.png',
    'a\0.png',
    '#x',
    ''
  ])
    expect(relativePath(name), name).toBeNull()
  expect(relativePath('a/../b c.png')).toBe('a/../b c.png')
})
