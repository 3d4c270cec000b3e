/** Jupyter's own judge: `nbformat.validate` accepts what we write, wherever a Python here has that package. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newCellId } from './cellId'
import { readDocument } from './documentFile'
import type { Cell, Notebook } from './notebook'
import { newNotebook, readNotebook, writeNotebook } from './notebookFile'
import { SHAPES } from './notebookFile/testing/shapes'

/** Prints the names of the files that are refused, each with the reason. */
const JUDGE = `
import json, pathlib, sys, warnings
import nbformat
warnings.simplefilter("ignore")
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        nbformat.validate(nbformat.reads(path.read_text("utf-8-sig"), nbformat.NO_CONVERT))
    except Exception as error:
        print(path.name, str(error).splitlines()[0], sep=": ")
`

/** A Python that has nbformat; undefined where there is none. */
function judge(): string | undefined {
  const versions = join(homedir(), '.pyenv', 'versions')
  const own = ((): string[] => {
    try {
      return readdirSync(versions).map((version) => join(versions, version, 'bin', 'python3'))
    } catch {
      return [] // no pyenv
    }
  })()
  return ['python3', '/usr/bin/python3', ...own].find((python) => {
    try {
      execFileSync(python, ['-c', 'import nbformat'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

const python = judge()
if (python === undefined)
  process.stdout.write('skipped: no Python here has nbformat, which would judge what we write\n')

function refused(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'validate-test-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const said = execFileSync(python ?? '', ['-c', JUDGE, folder], { encoding: 'utf8' })
    return said.split('\n').filter((line) => line !== '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const RAN: Cell = {
  ...{ id: newCellId(), cell_type: 'code', source: 'x', metadata: { tags: ['a'] }, execution_count: 3 },
  outputs: [
    { output_type: 'stream', name: 'stderr', text: 'a\nb' },
    { output_type: 'execute_result', execution_count: 3, data: { 'text/plain': 'x' }, metadata: {} },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['E: v'] }
  ]
}

function grown(notebook: Notebook): Notebook {
  const prose: Cell = { id: newCellId(), cell_type: 'markdown', source: '# new', metadata: {} }
  const raw: Cell = { id: newCellId(), cell_type: 'raw', source: 'raw', metadata: {} }
  return { ...notebook, cells: [...notebook.cells, RAN, prose, raw] }
}

test.skipIf(python === undefined)(
  'nbformat accepts new notebooks, upgraded ones and those made of documents',
  () => {
    const version3 = {
      ...{ metadata: { name: 'old' }, nbformat: 3, nbformat_minor: 0 },
      worksheets: [
        {
          metadata: {},
          cells: [
            { cell_type: 'heading', level: 2, metadata: {}, source: ['Old'] },
            {
              ...{ cell_type: 'code', collapsed: false, input: ['1 + 1'], language: 'python', metadata: {} },
              ...{
                prompt_number: 1,
                outputs: [{ output_type: 'pyout', prompt_number: 1, text: ['2'], metadata: {} }]
              }
            }
          ]
        }
      ]
    }
    const upgraded = readNotebook(JSON.stringify(version3))
    if (!upgraded.ok) throw new Error(upgraded.problem.message)
    const document = readDocument('# Title\n\n```python\nprint(1)\n```\n')
    expect(
      refused({
        'new.ipynb': writeNotebook(newNotebook(), null),
        'grown.ipynb': writeNotebook(grown(newNotebook()), null),
        'upgraded.ipynb': writeNotebook(grown(upgraded.value.notebook), JSON.stringify(version3)),
        'document.ipynb': writeNotebook(grown(document), null)
      })
    ).toEqual([])
  }
)

test.skipIf(python === undefined)('nbformat accepts the chapters of the course', () => {
  const files = ['en', 'zh'].flatMap((language) =>
    readdirSync(`course/${language}`).map((name) => [
      `${language}-${name}`,
      readFileSync(`course/${language}/${name}`, 'utf8')
    ])
  )
  expect(files.length).toBeGreaterThan(0)
  expect(refused(Object.fromEntries(files) as Record<string, string>)).toEqual([])
})

test.skipIf(python === undefined)('nbformat accepts every file that it accepted before we edited it', () => {
  const names = Object.keys(SHAPES)
  const file = (name: string): string => `${String(names.indexOf(name)).padStart(2, '0')}.ipynb`
  const before = refused(Object.fromEntries(names.map((name) => [file(name), SHAPES[name]!])))
  const wrong = new Set(before.map((line) => line.slice(0, '00.ipynb'.length)))
  const fine = names.filter((name) => !wrong.has(file(name)))
  expect(fine.length).toBeGreaterThanOrEqual(40)
  const edited = fine.map((name) => {
    const read = readNotebook(SHAPES[name]!)
    if (!read.ok) throw new Error(read.problem.message)
    return [file(name), writeNotebook(grown(read.value.notebook), SHAPES[name]!)]
  })
  expect(refused(Object.fromEntries(edited) as Record<string, string>)).toEqual([])
})
