import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellId, NotebookId } from '../../common/brands'
import type { Notebook } from '../../common/notebook'
import { RecoveryCopies, type CopyOf } from './RecoveryCopies'

let folder = ''
let problems: unknown[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilscope-recovery-'))
  problems = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const copies = (place = folder) => new RecoveryCopies(place, (problem) => problems.push(problem))
const id = 'n1' as NotebookId
const of: CopyOf = { path: '/home/me/notes.ipynb', name: 'notes.ipynb', from: 'notebook', stamp: null }
const notebook = (source: string): Notebook => ({
  ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
  cells: [{ id: 'a' as CellId, cell_type: 'code', source, metadata: {}, execution_count: null, outputs: [] }]
})

describe('copies of unsaved notebooks', () => {
  it('are found by the next session, with what they held last', async () => {
    const first = copies()
    await first.keep(id, of, notebook('old'))
    await first.keep(id, of, notebook('new'))
    const next = copies()
    const [left] = await next.find()
    expect(left).toMatchObject({ path: of.path, name: of.name })
    expect(next.of('/home/me/notes.ipynb')).toEqual(left)
    expect(next.take(left!.key)).toMatchObject({ ok: true, value: { ...of, notebook: notebook('new') } })
  })

  it('are gone once they were dropped, also when a copy was being written', async () => {
    const session = copies()
    const writing = session.keep(id, of, notebook('x'))
    await session.drop(id)
    await writing
    expect(await copies().find()).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it('are for nobody else to read', async () => {
    await copies(join(folder, 'recovery')).keep(id, of, notebook('secret'))
    expect(statSync(join(folder, 'recovery')).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0)
  })

  it('say why they cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    const kept = await copies(join(folder, 'file', 'below')).keep(id, of, notebook('x'))
    expect(kept).toMatchObject({ ok: false, problem: { code: 'cannot-write' } })
  })

  it('are in their folder, whatever a key says', async () => {
    const outside = join(folder, 'outside.recovery.json')
    writeFileSync(outside, '')
    await copies(join(folder, 'recovery')).drop('../outside')
    expect(readdirSync(folder)).toEqual(['outside.recovery.json'])
  })

  it('that are damaged are told and do not hide the others', async () => {
    await copies().keep(id, of, notebook('x'))
    writeFileSync(join(folder, 'broken.recovery.json'), '{"format": "gilsc')
    expect((await copies().find()).map(({ key }) => key)).toEqual([id])
    expect(problems).toHaveLength(1)
  })
})
