/** `gilscope export`, built as users get it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CellId } from '../../common/brands'
import type { Notebook } from '../../common/notebook'
import { newNotebook, writeNotebook } from '../../common/notebookFile'
import { withPin } from '../../common/pins'
import { traced } from '../../common/trace/drawn'
import { BuiltCli } from './testing/buildCli'

const FIGHT = traced(
  `
  main  ${'l'.repeat(60)}
  a     ${'Gw'.repeat(30)}
  b     ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const pinned: Notebook = {
  ...newNotebook(),
  cells: [
    { id: 'title' as CellId, cell_type: 'markdown', source: '# A fight', metadata: {} },
    {
      ...{ id: 'fight' as CellId, cell_type: 'code', source: 'fight()', execution_count: 1, outputs: [] },
      metadata: withPin({}, { run: FIGHT.run, source: 'fight()', python: null, trace: FIGHT })
    }
  ]
}

/** The system's Python, for Debian's package of nbformat. */
const PYTHON = '/usr/bin/python3'
const hasNbformat = spawnSync(PYTHON, ['-c', 'import nbformat']).status === 0
if (!hasNbformat) process.stdout.write('skipped: no nbformat that could judge an exported notebook\n')

let cli: BuiltCli
beforeAll(async () => {
  cli = await BuiltCli.build('export-test')
  writeFileSync(join(cli.folder, 'fight.ipynb'), writeNotebook(pinned, null))
})
afterAll(() => cli.remove())
const textOf = (name: string): string => readFileSync(join(cli.folder, name), 'utf8')

describe('export', () => {
  test.each(['ipynb', 'html'])('to %s: has the monitor, and is the same each time', async (form) => {
    const call = ['export', 'fight.ipynb', '--to', form, '-o']
    const first = await cli.run(...call, `one.${form}`)
    expect(first).toEqual({ code: 0, out: `fight.ipynb → one.${form} (1 monitor)\n`, err: '' })
    expect(textOf(`one.${form}`)).toContain('Serialized by the GIL')
    await cli.run(...call, `two.${form}`)
    expect(textOf(`two.${form}`)).toBe(textOf(`one.${form}`))
    // And of the export itself.
    await cli.run('export', 'one.ipynb', '--to', form, '-o', `three.${form}`)
    expect(textOf(`three.${form}`)).toBe(textOf(`one.${form}`))
    await cli.run(...call, `zh.${form}`, '--language', 'zh')
    expect(textOf(`zh.${form}`)).toContain('被 GIL 串行化')
  })

  test('to md: has the monitor as a picture beside it, and is the same each time', async () => {
    await cli.run('export', 'fight.ipynb', '--to', 'md', '-o', 'one.md')
    expect(textOf('one.md')).toMatch(
      /^# A fight\n[^]*```python\nfight\(\)\n```\n[^]*\(one_files\/cell-2-1\.svg\)\n$/
    )
    const [text, picture] = [textOf('one.md'), textOf('one_files/cell-2-1.svg')]
    expect(picture).toContain('Serialized by the GIL')
    await cli.run('export', 'fight.ipynb', '--to', 'md', '-o', 'one.md')
    expect([textOf('one.md'), textOf('one_files/cell-2-1.svg')]).toEqual([text, picture])
  })

  test('to perfetto: the traces alone', async () => {
    const done = await cli.run('export', 'fight.ipynb', '--to', 'perfetto', '-o', 'fight.json')
    expect(done).toEqual({ code: 0, out: 'fight.ipynb → fight.json (1 monitor)\n', err: '' })
    expect(textOf('fight.json')).toContain('"name":"cell 2"')
  })

  test.skipIf(!hasNbformat)('a notebook is one to nbformat too', async () => {
    await cli.run('export', 'fight.ipynb', '--to', 'ipynb', '-o', 'valid.ipynb')
    const check = 'import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], 4))'
    execFileSync(PYTHON, ['-c', check, join(cli.folder, 'valid.ipynb')])
  })

  test('--strip takes the monitors out again, and nothing else', async () => {
    await cli.run('export', 'fight.ipynb', '--to', 'ipynb', '-o', 'with.ipynb')
    const { code, out } = await cli.run('export', 'with.ipynb', '--strip', '-o', 'without.ipynb')
    expect({ code, out }).toEqual({ code: 0, out: 'with.ipynb → without.ipynb (1 monitor taken out)\n' })
    expect(textOf('without.ipynb')).toBe(textOf('fight.ipynb'))
  })

  test('--handout has no outputs and no solutions, the same each time, and never in place of the lesson', async () => {
    const lesson: Notebook = {
      ...pinned,
      cells: [
        ...pinned.cells,
        {
          ...{ id: 'answer' as CellId, cell_type: 'code', source: 'answer = 42', execution_count: 2 },
          outputs: [{ output_type: 'stream', name: 'stdout', text: '42' }],
          metadata: { tags: ['solution'] }
        }
      ]
    }
    writeFileSync(join(cli.folder, 'lesson.ipynb'), writeNotebook(lesson, null))
    const before = textOf('lesson.ipynb')
    const call = ['export', 'lesson.ipynb', '--to', 'ipynb', '--handout']
    expect(await cli.run(...call, '-o', 'handout.ipynb')).toEqual({
      code: 0,
      out: 'lesson.ipynb → handout.ipynb (outputs of 1 cell, 1 solution taken out)\n',
      err: ''
    })
    const handout = textOf('handout.ipynb')
    expect(handout).not.toContain('42')
    expect(handout).toContain('"pins"')
    await cli.run(...call, '-o', 'handout2.ipynb')
    expect(textOf('handout2.ipynb')).toBe(handout)
    const { out } = await cli.run(...call, '--no-runs', '-o', 'bare.ipynb')
    expect(out).toContain('1 kept run taken out')
    expect(textOf('bare.ipynb')).not.toContain('"pins"')
    const { code, err } = await cli.run(...call, '-o', './lesson.ipynb')
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('take the place') as string })
    expect(textOf('lesson.ipynb')).toBe(before)
    if (!hasNbformat) return
    const check = 'import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], 4))'
    execFileSync(PYTHON, ['-c', check, join(cli.folder, 'handout.ipynb')])
  })

  test('a document becomes a page, which says that nothing is kept; the document stays', async () => {
    const name = cli.document('lesson.md', 'print(1)')
    const { code, err } = await cli.run('export', name, '--to', 'html', '-o', 'lesson.html')
    expect(code).toBe(0)
    expect(err).toContain('keeps no run')
    expect(textOf('lesson.html')).toContain('Prose 0.')
  })

  test('a picture from outside the notebook’s folder is left out, and said', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64'
    )
    mkdirSync(join(cli.folder, 'below'))
    writeFileSync(join(cli.folder, 'out.png'), png)
    writeFileSync(join(cli.folder, 'below/in.png'), png)
    symlinkSync('../out.png', join(cli.folder, 'below/link.png'))
    writeFileSync(join(cli.folder, 'below/a.md'), '![one](../out.png) ![two](in.png) ![three](link.png)\n')
    const { err } = await cli.run('export', 'below/a.md', '--to', 'html', '-o', 'pictures.html')
    expect(err).toContain('../out.png is not in pictures.html')
    expect(err).toContain('link.png is not in pictures.html')
    expect(textOf('pictures.html').match(/<img [^>]*alt="\w+"/g)).toEqual([
      expect.stringContaining('alt="two"')
    ])
  })

  test('what cannot be written is said', async () => {
    const { code, err } = await cli.run('export', 'fight.ipynb', '--to', 'html', '-o', 'none/a.html')
    expect(code).toBe(2)
    expect(err).toContain('none/a.html')
    const missing = await cli.run('export', 'missing.ipynb', '--to', 'html', '-o', 'a.html')
    expect(missing).toMatchObject({ code: 2, out: '' })
  })
})
