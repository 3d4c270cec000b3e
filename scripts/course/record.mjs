/**
 * Stores reference runs: what each cell that a claim is about did, kept in the chapter as a pinned run. A chapter is run in
 * English, several times; of each cell the run is kept in which other programs disturbed it least. The Chinese chapter has
 * the same code, line by line, and so gets the same runs.
 */
import { claimsOf, LANGUAGES, readChapter, sourceOf, writeChapter } from './chapters.mjs'
import { runChapter } from './runChapter.mjs'

const NAME = { en: 'reference', zh: '参考' }
/** Newest that everybody can have; and the one without a GIL, for cells that differ there. */
const WITH_GIL = '3.14'
const WITHOUT_GIL = '3.13t'

/** @param {{ path: string, name: string }[]} pythons @param {number} runs @param {(line: string) => void} say */
export async function record(names, pythons, runs, say) {
  for (const name of names) {
    const claims = claimsOf(name)
    const cellsOf = (isWanted) => Object.keys(claims).filter((cell) => claims[cell].some(isWanted))
    const kept = new Map()
    for (const [version, cells] of [
      [WITH_GIL, cellsOf(({ figure }) => figure !== 'result')],
      [WITHOUT_GIL, cellsOf(({ gil }) => gil === false)]
    ]) {
      if (cells.length === 0) continue
      const python = pythons.find((one) => isVersion(one.name, version))
      if (python === undefined) {
        say(`${name}: references are recorded on ${version}, which is not here`)
        return 1
      }
      const best = await bestOf(name, python, cells, runs)
      for (const [cell, pin] of best) kept.set(cell, [...(kept.get(cell) ?? []), pin])
    }
    for (const language of LANGUAGES) store(language, name, kept)
    say(`${name}: ${[...kept].map(([cell, pins]) => `${cell} (${pins.length})`).join(', ')}`)
  }
  return 0
}

/** `3.13.0t` is `3.13t`. */
const isVersion = (name, version) => name.replace(/^(\d+\.\d+)\.\d+/, '$1') === version

async function bestOf(name, python, cells, runs) {
  const best = new Map()
  for (let i = 0; i < runs; i += 1) {
    const { rows, executed } = await runChapter('en', name, python.path, { pin: NAME.en })
    for (const { id, metadata } of executed.cells) {
      const pin = metadata.gilscope?.pins?.at(-1)
      if (pin === undefined || !cells.includes(id)) continue
      const disturbed = disturbance(rows.get(id))
      if (disturbed < (best.get(id)?.disturbed ?? Infinity)) best.set(id, { pin, disturbed })
    }
  }
  return [...best].map(([id, { pin }]) => [id, pin])
}

/** How long its threads were kept from the cores, and how much of it was not seen; as shares. */
function disturbance({ scope }) {
  const preempted = scope.threads.reduce((sum, { states }) => sum + (states.preempted ?? 0), 0)
  return preempted / scope.wallMs + scope.missed
}

/** Puts these references in place of those that were there. */
function store(language, name, kept) {
  const notebook = readChapter(language, name)
  for (const cell of notebook.cells) {
    const { pins: old = [], ...own } = cell.metadata.gilscope ?? {}
    const others = old.filter((pin) => !Object.values(NAME).includes(pin.name))
    const references = (kept.get(cell.id) ?? []).map((pin) => translated(pin, cell, language))
    const pins = [...references, ...others]
    const gilscope = { ...own, ...(pins.length > 0 && { pins }) }
    delete cell.metadata.gilscope
    if (Object.keys(gilscope).length > 0) cell.metadata.gilscope = gilscope
  }
  writeChapter(language, name, notebook)
}

function translated(pin, cell, language) {
  return { ...pin, name: NAME[language], source: sourceOf(cell) }
}
