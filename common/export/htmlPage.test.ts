import { describe, expect, it } from 'vitest'
import type { CellId, RunId } from '../brands'
import type { Cell, Notebook, Output } from '../notebook'
import { newNotebook } from '../notebookFile'
import { withNotes } from '../notes'
import { withPin } from '../pins'
import { traced } from '../trace/drawn'
import { htmlPage } from './htmlPage'
import { runsOfData } from './liveTimelines'
import { withMonitors } from './monitors'

const FIGHT = traced(
  `
  main  ${'l'.repeat(60)}
  线程  ${'Gw'.repeat(30)}
  <b>   ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const FASTER = {
  ...traced(
    `
  main  ${'l'.repeat(30)}
  a     ${'N'.repeat(30)}
  b     ${'N'.repeat(30)}`,
    { letter: 5 }
  ),
  run: 'faster' as RunId
}
let count = 0
const prose = (source: string): Cell => ({
  ...{ id: `prose-${String(count++)}` as CellId, cell_type: 'markdown', source, metadata: {} }
})
const code = (source: string, outputs: readonly Output[] = [], metadata = {}): Cell => ({
  ...{ id: `code-${String(count++)}` as CellId, cell_type: 'code', source, metadata, outputs },
  execution_count: 3
})
const notebookOf = (...cells: Cell[]): Notebook => ({ ...newNotebook(), cells })
const PNG = 'data:image/png;base64,iVBORw0KGgo='
const pageOf = (notebook: Notebook, language: 'en' | 'zh' = 'en'): Promise<string> =>
  htmlPage(notebook, {
    ...{ name: 'x.ipynb', language, script: { text: 'draw()', hash: 'sha256-abc=' } },
    picture: (name) => Promise.resolve(name === 'a.png' ? PNG : null)
  })
const bodyOf = async (...cells: Cell[]): Promise<string> => {
  const page = await pageOf(notebookOf(...cells))
  return page.slice(page.indexOf('<main>'))
}

describe('a notebook as a page', () => {
  it('has its title, its code with colours, its outputs, and the monitors with their figures', async () => {
    const metadata = withPin({}, { run: FIGHT.run, source: 'fight()', python: null, trace: FIGHT })
    const notebook = notebookOf(
      prose('# 线程 & *GIL*\n\ntext'),
      code(
        'fight()',
        [{ output_type: 'stream', name: 'stdout', text: '\u001b[31mred\u001b[0m <x>\n' }],
        metadata
      )
    )
    const page = await pageOf(notebook)
    expect(page).toContain('<title>线程 &amp; GIL</title>')
    expect(page).toContain('<pre class="source"><code>')
    expect(page).toContain('<pre class="output stdout">red &lt;x&gt;</pre>')
    expect(page.match(/<svg [^>]*role="img"/g)).toHaveLength(1)
    expect(page).toContain('<p class="line">0.97 cores · ')
    expect(page).toMatch(/<\/svg> waiting for the GIL \d/)
    expect(page).toContain('<th scope="row">&lt;b&gt;</th>')
    expect(page).toContain('<th scope="col">waiting for the GIL</th>')
    expect(await pageOf(notebook)).toBe(page)
    // One that is exported already is the same page.
    expect(await pageOf(withMonitors(notebook, 'en'))).toBe(page)
    expect(await pageOf(notebook, 'zh')).toContain('<th scope="col">等待 GIL</th>')
  })

  it('forbids itself to fetch anything and to run a script but its own, where it has any', async () => {
    const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
    const plain = await pageOf(notebookOf(prose('text'), code('1')))
    expect(plain).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    expect(plain).not.toContain('<script')
    const metadata = withPin({}, { run: FIGHT.run, source: '', python: null, trace: FIGHT })
    const page = await pageOf(notebookOf(code('fight()', [], metadata)))
    expect(page).toContain(`default-src 'none'; script-src 'sha256-abc='; style-src`)
    expect(page.match(/<script>[^<]*<\/script>/g)).toEqual(['<script>draw()</script>'])
  })

  it('has of each run what its script draws, and nothing in it ends it', async () => {
    const notes = [{ from: 0, to: 1000, text: '</script><b onclick="x">', run: FIGHT.run }]
    const metadata = withNotes(withPin({}, { run: FIGHT.run, source: '', python: null, trace: FIGHT }), notes)
    const page = await pageOf(notebookOf(code('fight()', [], metadata)))
    const [, data = ''] = /<script type="application\/json">([^<]*)<\/script>/.exec(page) ?? []
    expect(runsOfData(data)).toEqual([{ title: 'of other code than above', notes, trace: FIGHT }])
    expect(page).not.toContain('<b onclick')
  })

  it('has several runs beside each other on one scale, with what changed', async () => {
    const python = { version: '3.13.1', freeThreaded: true }
    const first = withPin({}, { run: FIGHT.run, source: 'fight()', python: null, trace: FIGHT })
    const both = withPin(first, { run: FASTER.run, source: 'other <x>', python, trace: FASTER })
    const body = await bodyOf(code('fight()', [], both))
    expect(body.match(/<svg [^>]*role="img"/g)).toHaveLength(1)
    expect(body).toMatch(/<th scope="row">Run 1<\/th>.*<td>1\.00×<\/td>/)
    expect(body).toMatch(/<td class="words">Python 3\.13\.1 free-threaded<\/td>.*<td>[12]\.\d\d×<\/td>/)
    expect(body).toMatch(/<li>Run 2: (?:Too short to compare|\d\.\d× faster|No difference)/)
    expect(body).toContain('<details><summary>The code that ran: Run 2</summary><pre class="source">')
    expect(body).toContain('<summary>Figures: Run 1</summary>')
  })

  it('folds solutions, and lets one choose what is predicted', async () => {
    const solution: Cell = { ...code('solve()'), metadata: { tags: ['solution'] } }
    const question: Cell = {
      ...prose('How many?'),
      metadata: {
        tags: ['prediction'],
        gilscope: { prediction: { cell: 'a', choices: ['<1', '2'], right: 1 } }
      }
    }
    const body = await bodyOf(solution, question)
    expect(body).toMatch(
      /^<main>\n<details class="solution"><summary>Solution<\/summary>[^]*solve[^]*<\/section>\n<\/details>/
    )
    expect(body).toContain('<ol class="choices"><li>&lt;1</li><li>2</li></ol>')
    expect(body).toContain('<details><summary>Answer</summary><p>2</p></details>')
  })

  it('shows of an author’s HTML what shows, and nothing that acts', async () => {
    const body = await bodyOf(
      prose(
        [
          '<details open onclick="x()"><summary>Solution</summary>',
          '',
          'inside <kbd>a</kbd> <script>alert(1)</script><meta http-equiv="refresh" content="0;url=//x">',
          '',
          '</details></section></main>',
          '',
          '<a href="javascript:alert(1)">one</a> <a href="java&#115;cript:x">two</a> <a href="https://a.b/c:d">three</a>',
          '',
          '<img src=a.png onerror=x> <img src="https://x.y/z.png" alt="far"> <style>body{display:none}</style>',
          '',
          '[four](javascript:alert(1))'
        ].join('\n')
      )
    )
    expect(body).toContain('<details open><summary>Solution</summary>')
    expect(body).toContain('<kbd>a</kbd>')
    expect(body).not.toMatch(/onclick|onerror|<script|<style|http-equiv|href="java|src="(?!data:)/)
    expect(body).toContain('<a>one</a> <a>two</a> <a href="https://a.b/c:d">three</a>')
    expect(body).toContain(`<img src="${PNG}"> <em>far</em>`)
    expect(body.match(/<\/main>/g)).toHaveLength(1)
  })

  it('has pictures in it, and names those that are elsewhere', async () => {
    const attached: Cell = {
      ...prose('![in](attachment:b%20c.png)'),
      cell_type: 'markdown',
      attachments: { 'b c.png': { 'image/png': 'AAAA' } }
    }
    const body = await bodyOf(prose('![near](a.png) ![far](https://x.y/z.png) ![no](none.png)'), attached)
    expect(body).toContain(`<img src="${PNG}" alt="near">`)
    expect(body).toContain('<a href="https://x.y/z.png">far</a>')
    expect(body).toContain('<em>no</em>')
    expect(body).toContain('<img src="data:image/png;base64,AAAA" alt="in">')
  })

  it('draws formulas, footnotes and tasks', async () => {
    const body = await bodyOf(
      prose('$a^2$ and[^1]\n\n[^1]: a note\n\n- [x] done'),
      prose('again[^1]\n\n[^1]: b')
    )
    expect(body).toContain('<msup><mi>a</mi><mn>2</mn></msup>')
    expect(body).toContain(
      '<span class="task-box done" role="checkbox" aria-checked="true" aria-label="done"></span>'
    )
    for (const cell of [0, 1]) {
      expect(body).toContain(`href="#cell-${String(cell)}-footnote-1"`)
      expect(body).toContain(`id="cell-${String(cell)}-footnote-1"`)
    }
  })

  it('shows each kind of output in its richest form that needs no script', async () => {
    const data = (bundle: Record<string, string>): Output => ({
      ...{ output_type: 'display_data', data: bundle, metadata: {} }
    })
    const body = await bodyOf(
      code('', [
        data({ 'text/html': '<table onclick="x"><tr></table>"', 'text/plain': 'table' }),
        data({ 'image/svg+xml': '<svg onload="x"></svg>', 'text/plain': 'picture "a"' }),
        data({ 'text/markdown': '**bold**' }),
        data({ 'application/x-strange': '' }),
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\u001b[31mline\u001b[0m'] },
        { output_type: 'stream', name: 'stderr', text: ' 10%\r100%\n' },
        { output_type: 'stream', name: 'stdout', text: 'x'.repeat(100_001) }
      ])
    )
    expect(body).toMatch(/<iframe [^>]*sandbox [^>]*srcdoc="[^"]*&lt;table onclick=&quot;x&quot;&gt;/)
    expect(body).toContain('<img src="data:image/svg+xml,%3Csvg%20onload')
    expect(body).toContain('alt="picture &quot;a&quot;"')
    expect(body).toContain('<strong>bold</strong>')
    expect(body).toContain('(application/x-strange)')
    expect(body).toContain('<pre class="output error">line</pre>')
    expect(body).toContain('<pre class="output stderr">100%</pre>')
    expect(body).toContain('1 more characters are in the notebook.')
  })
})
