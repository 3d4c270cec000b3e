import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFolder } from './folders'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-folder-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function listed(below: readonly string[] = []): Promise<string[]> {
  const answer = await listFolder(folder, below)
  if (!answer.ok) throw new Error(answer.problem.message)
  return answer.value.entries.map(({ name, kind }) => `${kind} ${name}`)
}

describe('a folder', () => {
  it('is listed folders first, in the order people count in, and without what is hidden', async () => {
    for (const name of ['part 10.ipynb', 'part 2.IPYNB', 'Notes.md', 'data.csv', '.secret'])
      await writeFile(join(folder, name), '')
    for (const name of ['zoo', '__pycache__', '.git']) await mkdir(join(folder, name))
    expect(await listed()).toEqual([
      'folder zoo',
      'other data.csv',
      'document Notes.md',
      'notebook part 2.IPYNB',
      'notebook part 10.ipynb'
    ])
  })

  it('is listed below the first one, also through a link', async () => {
    await mkdir(join(folder, 'a', 'b'), { recursive: true })
    await writeFile(join(folder, 'a', 'b', 'deep.ipynb'), '')
    await symlink(join(folder, 'a'), join(folder, 'link'))
    expect(await listed()).toEqual(['folder a', 'folder link'])
    expect(await listed(['link', 'b'])).toEqual(['notebook deep.ipynb'])
  })

  it('is listed only so far, and says how many are left out', async () => {
    await Promise.all(Array.from({ length: 1_030 }, (_, i) => writeFile(join(folder, `${i}.txt`), '')))
    expect(await listFolder(folder, [])).toMatchObject({ ok: true, value: { more: 30 } })
    expect((await listed()).at(-1)).toBe('document 999.txt')
  })

  it('that is gone is told, and a name that leads elsewhere is refused', async () => {
    expect(await listFolder(folder, ['gone'])).toMatchObject({ ok: false, problem: { code: 'cannot-read' } })
    for (const name of ['..', 'a/b', ''])
      expect(await listFolder(folder, [name])).toMatchObject({ ok: false, problem: { code: 'bad-call' } })
  })
})
