import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NotebookId } from '../common/brands'
import type { OpenedNotebook } from '../common/ipc'
import type { Notebook } from '../common/notebook'
import type { KernelState } from '../common/session'
import type { KernelsNotebook, NotebookKernel } from './openNotebooks'
import { OpenNotebooks } from './openNotebooks'

class StillKernel implements NotebookKernel {
  readonly state: KernelState = { status: 'none' }
  readonly chosen = null
  stopped = false
  constructor(readonly notebook: () => KernelsNotebook) {}
  stop(): Promise<void> {
    this.stopped = true
    return Promise.resolve()
  }
}

const FILE = `{
 "cells": [
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["1 + 1"]}
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 2
}
`
let folder: string
let kernels: StillKernel[]
let notebooks: OpenNotebooks<StillKernel>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-open-'))
  kernels = []
  notebooks = new OpenNotebooks('/start', (_id, where) => {
    const kernel = new StillKernel(where)
    kernels.push(kernel)
    return kernel
  })
})
afterEach(() => rm(folder, { recursive: true }))

async function opened(path: string): Promise<OpenedNotebook> {
  const result = await notebooks.open(path)
  if (!result.ok) throw new Error(result.problem.message)
  if ('already' in result.value) throw new Error(`${path} is open already`)
  return result.value
}
const edited = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => ({ ...cell, source: '2 + 2' }))
})
const contentOf = (path: string): Promise<string> => readFile(path, 'utf8')

describe('open notebooks', () => {
  it('save where they came from, without asking, and byte for byte when nothing was edited', async () => {
    const path = join(folder, 'a.ipynb')
    await writeFile(path, FILE)
    const { id, notebook } = await opened(path)
    expect(notebooks.saveTarget(id).path).toBe(path)
    expect(await notebooks.save(id, notebook, path, false)).toEqual({
      ok: true,
      value: { path, name: 'a.ipynb', from: 'notebook', losesSomething: false }
    })
    expect(await contentOf(path)).toBe(FILE)
    await notebooks.save(id, edited(notebook), path, false)
    expect(await contentOf(path)).toBe(FILE.replace('1 + 1', '2 + 2'))
  })

  it('never overwrite what another program wrote meanwhile, unless told to', async () => {
    const path = join(folder, 'a.ipynb')
    await writeFile(path, FILE)
    const { id, notebook } = await opened(path)
    await writeFile(path, FILE.replace('1 + 1', 'their work'))
    const refused = await notebooks.save(id, edited(notebook), path, false)
    expect(refused).toMatchObject({ ok: false, problem: { code: 'changed-outside' } })
    expect(await contentOf(path)).toContain('their work')
    expect(await notebooks.save(id, edited(notebook), path, true)).toMatchObject({ ok: true })
    expect(await contentOf(path)).toContain('2 + 2')
  })

  it('made of a document ask for a name, and leave the document alone', async () => {
    const document = join(folder, 'text.md')
    await writeFile(document, '# Hello\n\n```python\n1 + 1\n```\n')
    const { id, notebook, from, writable } = await opened(document)
    expect({ from, writable }).toEqual({ from: 'document', writable: false })
    expect(notebooks.saveTarget(id)).toMatchObject({ path: null, proposal: join(folder, 'text.ipynb') })
    const path = join(folder, 'text.ipynb')
    await notebooks.save(id, notebook, path, false)
    expect(await contentOf(document)).toContain('# Hello')
    const again = new OpenNotebooks('/start', (_id, where) => new StillKernel(where))
    const read = (await again.open(path)) as { value: OpenedNotebook }
    expect(read.value.notebook.cells.map((cell) => cell.source)).toEqual(['# Hello', '1 + 1'])
    expect(notebooks.saveTarget(id).path).toBe(path)
  })

  it('made of a document become Markdown where the user names it so, and then are saved as that', async () => {
    const document = join(folder, 'text.md')
    const text = '\uFEFF# 标题\r\n\r\n~~~py\r\n1 + 1\r\n~~~\r\n* a\r\n'
    await writeFile(document, text)
    const { id, notebook } = await opened(document)
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === 'code' ? { ...cell, source: '2 + 2' } : cell
    )
    const saved = await notebooks.save(id, { ...notebook, cells }, document, false)
    expect(saved).toMatchObject({ ok: true, value: { from: 'text', losesSomething: false } })
    expect(await contentOf(document)).toBe(text.replace('~~~py\r\n1 + 1\r\n~~~', '```py\r\n2 + 2\r\n```'))
    expect(notebooks.saveTarget(id).path).toBe(document)
  })

  it.each([
    ['lesson.md', '# A\n\n+++\n\nB\n\n```{code-cell} ipython3\n1 + 1\n```\n'],
    ['lesson.py', '# %% [markdown]\n# # A\n\n# %%\n1 + 1\n']
  ])('in a text format are saved as what they are: %s', async (name, text) => {
    const path = join(folder, name)
    await writeFile(path, text)
    const { id, notebook, from, writable } = await opened(path)
    expect({ from, writable }).toEqual({ from: 'text', writable: true })
    expect(notebooks.saveTarget(id).path).toBe(path)
    const output = { output_type: 'stream', name: 'stdout', text: '2' } as const
    const ran = notebook.cells.map((cell) =>
      cell.cell_type === 'code' ? { ...cell, outputs: [output] } : cell
    )
    expect(await notebooks.save(id, { ...notebook, cells: ran }, path, false)).toMatchObject({
      value: { name, from: 'text', losesSomething: true }
    })
    expect(await contentOf(path)).toBe(text)
    // Under another name it becomes what that name says, with all that it has.
    const whole = join(folder, 'lesson.ipynb')
    const saved = await notebooks.save(id, { ...notebook, cells: ran }, whole, false)
    expect(saved).toMatchObject({ value: { from: 'notebook', losesSomething: false } })
    expect(await contentOf(whole)).toContain('"2"')
  })

  it('in a text format take in what another program did, also after cells were edited and saved', async () => {
    const path = join(folder, 'lesson.py')
    await writeFile(path, '# %%\na = 1\n\n# %%\nb = 1\n')
    const { id, notebook } = await opened(path)
    const cells = notebook.cells.map((cell, i) => (i === 0 ? { ...cell, source: 'a = 2' } : cell))
    await notebooks.save(id, { ...notebook, cells }, path, false)
    await writeFile(path, '# %%\na = 2\n\n# %%\nb = 1\nc = 1\n')
    expect(await notebooks.lookOutside(id)).not.toBeNull()
    const taken = await notebooks.takeOutside(id)
    if (!taken.ok) throw new Error(taken.problem.message)
    expect(taken.value.now.map((cell) => cell.id)).toEqual(notebook.cells.map((cell) => cell.id))
    expect(taken.value.now.map((cell) => cell.source)).toEqual(['a = 2', 'b = 1\nc = 1'])
  })

  it('made of an example are copies that run where new notebooks do', async () => {
    const path = join(folder, 'first.en.ipynb')
    await writeFile(path, FILE)
    const result = await notebooks.openExample(path, 'First.ipynb')
    expect(result).toMatchObject({ ok: true, value: { path: null, name: 'First.ipynb', from: 'example' } })
    const id = (result as { value: OpenedNotebook }).value.id
    expect(notebooks.saveTarget(id)).toMatchObject({ path: null, proposal: join('/start', 'First.ipynb') })
  })

  it('run their kernel in their folder, and in the new one after "save as"', async () => {
    const path = join(folder, 'a.ipynb')
    await writeFile(path, FILE)
    const { id, notebook } = await opened(path)
    expect(kernels[0]?.notebook().folder).toBe(folder)
    const other = await mkdtemp(join(folder, 'other-'))
    await notebooks.save(id, notebook, join(other, 'b.ipynb'), false)
    expect(kernels[0]?.notebook().folder).toBe(other)
    expect(kernels[0]?.notebook().kernelspec).toBe(null)
    expect(notebooks.saveTarget(id).name).toBe('b.ipynb')
  })

  it('keep the link when the file is one', async () => {
    const path = join(folder, 'a.ipynb')
    await writeFile(path, FILE)
    await symlink(path, join(folder, 'link.ipynb'))
    const { id, notebook } = await opened(join(folder, 'link.ipynb'))
    await notebooks.save(id, edited(notebook), join(folder, 'link.ipynb'), false)
    expect(await contentOf(path)).toContain('2 + 2')
  })

  it('are opened once, by whichever name and however quickly one after the other', async () => {
    const path = join(folder, 'a.ipynb')
    await writeFile(path, FILE)
    await symlink(path, join(folder, 'link.ipynb'))
    const [first, second] = await Promise.all([notebooks.open(path), notebooks.open(path)])
    const { id } = (first as { value: OpenedNotebook }).value
    expect(second).toEqual({ ok: true, value: { already: id } })
    expect(await notebooks.open(join(folder, 'link.ipynb'))).toEqual({ ok: true, value: { already: id } })
    expect(kernels).toHaveLength(1)
    expect(await notebooks.open(path, id)).toMatchObject({ ok: true, value: { path } })
    await notebooks.closeAll()
    expect(await notebooks.open(path)).toMatchObject({ ok: true, value: { path } })
  })

  it('are not saved over the file of another that is open', async () => {
    const [path, other] = [join(folder, 'a.ipynb'), join(folder, 'b.ipynb')]
    await writeFile(path, FILE)
    await writeFile(other, FILE.replace('1 + 1', 'other'))
    await opened(other)
    const { id, notebook } = await opened(path)
    expect(await notebooks.save(id, notebook, other, true)).toMatchObject({
      ok: false,
      problem: { code: 'open-here' }
    })
    expect(await contentOf(other)).toContain('other')
    expect(notebooks.saveTarget(id).path).toBe(path)
  })

  it('without a file have names of their own', async () => {
    const names = [1, 2, 3].map(() => notebooks.create('Untitled.ipynb').name)
    expect(names).toEqual(['Untitled.ipynb', 'Untitled 2.ipynb', 'Untitled 3.ipynb'])
  })

  it('end their kernels when they close', async () => {
    const first = notebooks.create('Untitled.ipynb')
    notebooks.create('Untitled.ipynb')
    await notebooks.close(first.id)
    expect(kernels.map((kernel) => kernel.stopped)).toEqual([true, false])
    await notebooks.closeAll()
    expect(kernels.map((kernel) => kernel.stopped)).toEqual([true, true])
    expect(() => notebooks.kernel('gone' as NotebookId)).toThrow('gone')
  })

  it('tell why a file cannot be opened, and leave nothing open', async () => {
    await writeFile(join(folder, 'broken.ipynb'), '{"cells": [')
    expect(await notebooks.open(join(folder, 'broken.ipynb'))).toMatchObject({
      ok: false,
      problem: { code: 'not-a-notebook' }
    })
    expect(await notebooks.open(join(folder, 'missing.ipynb'))).toMatchObject({
      ok: false,
      problem: { code: 'cannot-read' }
    })
    expect(kernels).toHaveLength(0)
  })
})
