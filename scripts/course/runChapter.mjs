// One chapter through the command line, as a reader could run it: `gilscope run FILE --json`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../setup/places.mjs'
import { run } from '../setup/run.mjs'
import { readChapter, solved } from './chapters.mjs'

/** The longest cell takes three seconds; a machine may be twenty times as slow as ours at the moment. */
const CELL_SECONDS = 60

/**
 * @param {{ pin?: string }} options pin: keep what the cells did under this name
 * @returns {Promise<{ rows: Map<string, object>, words: string, executed: object | null }>}
 *   rows by the ids of their cells; words: what it said beside them
 */
export async function runChapter(language, name, python, { pin } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gilscope-course-'))
  try {
    const file = join(folder, `${name}.ipynb`)
    writeFileSync(file, JSON.stringify(solved(readChapter(language, name))))
    const executed = join(folder, 'executed.ipynb')
    const { output } = await run(process.execPath, [
      ...[inRoot('out/main/cli.js'), 'run', file, '--json', '--allow-errors', '--python', python],
      ...['--cell-timeout', String(CELL_SECONDS)],
      ...(pin === undefined ? [] : ['-o', executed, '--pin', pin])
    ])
    const lines = output.split('\n')
    const isRow = (line) => line.startsWith('{"index":')
    const rows = lines.filter(isRow).map((line) => JSON.parse(line))
    return {
      rows: new Map(rows.map((row) => [row.id, row])),
      words: lines.filter((line) => !isRow(line)).join('\n'),
      executed: pin === undefined ? null : JSON.parse(readFileSync(executed, 'utf8'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
