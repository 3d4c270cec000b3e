// `node bench/startup.mjs [PAIRS]`: how long Gilscope takes from nothing to a notebook one can type into, and what it
// weighs then, beside an empty Electron window in turn; and what a second `npm start` adds. Linux only.
// `node bench/startup.mjs [PAIRS] --packaged FOLDER`: the same for a package, unpacked there.
import { chmodSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inRoot, root } from '../scripts/setup/places.mjs'
import { npm } from '../scripts/setup/run.mjs'
import { measureRealApp } from './realApp.mjs'
import { measureStart } from './startup/measure.mjs'

/** The first cell's editor takes keys. */
const EDITOR = '.cm-content[contenteditable="true"]'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { packaged: { type: 'string' } }
})

await measureRealApp(async ({ executable, version }, folder) => {
  const notebook = writeNotebook(folder)
  const runs = { empty: [], gilscope: [] }
  const how = values.packaged === undefined ? 'beside' : 'pipe'
  const [program, app] =
    values.packaged === undefined ? [executable, [root]] : [join(resolve(values.packaged), 'gilscope'), []]
  const pairs = Number(positionals[0] ?? 7)
  for (let pair = -1; pair < pairs; pair++) {
    const empty = await measureStart(executable, [inRoot('bench/startup/empty-window')], 'body', how)
    const gilscope = await measureStart(program, [...app, notebook], EDITOR, how)
    if (pair < 0) continue // the first of each fills the disk cache
    runs.empty.push(empty)
    runs.gilscope.push(gilscope)
  }
  report(version, runs)
  if (values.packaged === undefined) await reportSecondStart(folder)
  return 0
})

/** Twenty code cells, as small as cells are. */
function writeNotebook(folder) {
  const cells = Array.from({ length: 20 }, (_, at) => ({
    id: `cell-${at}`,
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source: [`total = sum(range(${at}))\n`, 'total']
  }))
  const file = join(folder, 'twenty.ipynb')
  writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1))
  return file
}

/** Milliseconds of `npm start` with nothing to do, around an Electron that ends at once. */
async function secondStart(folder) {
  const stub = join(folder, 'electron')
  writeFileSync(stub, '#!/bin/sh\nexit 0\n')
  chmodSync(stub, 0o755)
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder }
  const times = []
  for (let run = 0; run < 6; run++) {
    const start = performance.now()
    const { code, output } = await npm(['start'], { env })
    if (code !== 0) throw new Error(output)
    if (run > 0) times.push(performance.now() - start)
  }
  return median(times)
}

function report(version, { empty, gilscope }) {
  const row = (name, unit, key) => {
    const [one, other] = [empty, gilscope].map((runs) => median(runs.map((run) => run[key])))
    const spread = (runs) => {
      const values = runs.map((run) => run[key])
      return `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
    }
    const cells = [one, other].map((value, at) => `${Math.round(value)} (${spread([empty, gilscope][at])})`)
    console.log(`| ${name}, ${unit} | ${cells.join(' | ')} | ${(other / one).toFixed(2)} |`)
  }
  console.log(`Electron ${version}, ${empty.length} pairs, medians (and ranges)\n`)
  console.log('| | empty window | Gilscope | ratio |\n| --- | --- | --- | --- |')
  row('start to usable', 'ms', 'ms')
  row("Electron's processes", 'MB', 'electronMb')
  row('all processes', 'MB', 'allMb')
}

async function reportSecondStart(folder) {
  console.log(`\nA second npm start adds ${Math.round(await secondStart(folder))} ms of its own.`)
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
