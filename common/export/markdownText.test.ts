import { describe, expect, it } from 'vitest'
import type { CellId } from '../brands'
import type { Cell, Notebook, Output } from '../notebook'
import { newNotebook } from '../notebookFile'
import { withPin } from '../pins'
import { traced } from '../trace/drawn'
import { markdownText } from './markdownText'
import { withMonitors } from './monitors'

const FIGHT = traced(
  `
  main  ${'l'.repeat(60)}
  a     ${'Gw'.repeat(30)}
  b     ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const code = (outputs: readonly Output[], metadata = {}): Cell => ({
  ...{ id: 'code' as CellId, cell_type: 'code', source: 'fight()', execution_count: 1, outputs, metadata }
})
const prose: Cell = { id: 'prose' as CellId, cell_type: 'markdown', source: '# Fight', metadata: {} }
const notebookOf = (...cells: Cell[]): Notebook => ({ ...newNotebook(), cells })
const pinned = withPin({}, { run: FIGHT.run, source: 'fight()', python: null, trace: FIGHT })
const exported = (name: string, outputs: readonly Output[], metadata = {}) => {
  const { text, files } = markdownText(notebookOf(prose, code(outputs, metadata)), name, 'en')
  const before = '# Fight\n\n```python\nfight()\n```\n'
  expect(text.startsWith(before)).toBe(true)
  return { shown: text.slice(before.length).trim(), files }
}

describe('a notebook for Markdown', () => {
  it('has monitors as pictures beside it, with their words for those who cannot see them', () => {
    const { shown, files } = exported('fight (1)_files', [], pinned)
    expect(shown).toMatch(
      /^!\[What running the cell did: 1\.00 cores · [^\n]*Serialized by the GIL[^\n]*\]\(fight%20%281%29_files\/cell-2-1\.svg\)$/
    )
    expect(files).toMatchObject([{ name: 'cell-2-1.svg', encoding: 'utf8' }])
    expect(files[0]?.data).toMatch(/^<svg /)
  })

  it('has what a cell printed in fences that its text cannot end, and pictures as files', () => {
    const { shown, files } = exported('f', [
      { output_type: 'stream', name: 'stdout', text: '```\n\u001b[31mred\u001b[0m\n' },
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] },
      { output_type: 'display_data', metadata: {}, data: { 'image/png': 'AAAA', 'text/plain': '<a [b]>' } },
      { output_type: 'execute_result', execution_count: 1, metadata: {}, data: { 'text/plain': '42' } }
    ])
    expect(shown).toBe(
      '````text\n```\nred\n````\n\n```text\nE: v\n```\n\n![<a \\[b\\]>](f/cell-2-1.png)\n\n```text\n42\n```'
    )
    expect(files).toEqual([{ name: 'cell-2-1.png', data: 'AAAA', encoding: 'base64' }])
  })

  it('has the pictures that lie beside the notebook, for the text may go elsewhere', () => {
    const source = '![x](a.png "t") ![y](b.png) <img src="%E5%9B%BE.png"> `a.png`\n\n![z][r]\n\n[r]: a.png\n'
    const pictures = new Map([
      ['a.png', 'data:image/png;base64,AAAA'],
      ['%E5%9B%BE.png', 'data:image/svg+xml;base64,BBBB']
    ])
    const { text, files } = markdownText(notebookOf({ ...prose, source } as Cell), 'f', 'en', pictures)
    expect(text).toBe(
      '![x](f/cell-1-1.png "t") ![y](b.png) <img src="f/cell-1-2.svg"> `a.png`\n\n![z][r]\n\n[r]: f/cell-1-1.png\n'
    )
    expect(files).toEqual([
      { name: 'cell-1-1.png', data: 'AAAA', encoding: 'base64' },
      { name: 'cell-1-2.svg', data: 'BBBB', encoding: 'base64' }
    ])
  })

  it('has the pictures that prose brings along', () => {
    const attachments = { 'a b.png': { 'image/png': 'AAAA' } }
    const cell: Cell = { ...prose, cell_type: 'markdown', source: '![x](attachment:a%20b.png)', attachments }
    const { text, files } = markdownText(notebookOf(cell), 'f', 'en')
    expect(text).toBe('![x](f/cell-1-1.png)\n')
    expect(files).toEqual([{ name: 'cell-1-1.png', data: 'AAAA', encoding: 'base64' }])
  })

  it('has pictures whose addresses work, whatever the folder and the pictures are called', () => {
    const attachments = { a: { 'image/png': 'AAAA' }, 'a#1.svg': { 'image/svg+xml': 'BBBB' } }
    const source = '![x](attachment:a%231.svg) ![y](attachment:a) ![z](p.png)'
    const cell: Cell = { ...prose, cell_type: 'markdown', source, attachments }
    const pictures = new Map([['p.png', 'data:image/png;base64,CCCC']])
    const { text, files } = markdownText(notebookOf(cell), 'C# $& what?_files', 'en', pictures)
    const folder = 'C%23%20%24%26%20what%3F_files'
    const nameOf = (data: string) => files.find((file) => file.data === data)?.name ?? ''
    expect(text).toBe(
      `![x](${folder}/${nameOf('BBBB')}) ![y](${folder}/${nameOf('AAAA')}) ![z](${folder}/${nameOf('CCCC')})\n`
    )
  })

  it('is the same from a notebook that is exported already, and adds nothing where nothing is to be shown', () => {
    const notebook = notebookOf(prose, code([], pinned))
    expect(markdownText(withMonitors(notebook, 'en'), 'f', 'en')).toEqual(markdownText(notebook, 'f', 'en'))
    expect(exported('f', []).shown).toBe('')
  })

  it('keeps front matter first, and is empty for a notebook without text', () => {
    const raw: Cell = { ...prose, cell_type: 'raw', source: '---\ntitle: a\n---' }
    expect(markdownText(notebookOf(raw, raw, code([])), 'f', 'en').text).toBe(
      '---\ntitle: a\n---\n\n```text\n---\ntitle: a\n---\n```\n\n```python\nfight()\n```\n'
    )
    expect(markdownText(notebookOf(), 'f', 'en').text).toBe('\n')
  })
})
