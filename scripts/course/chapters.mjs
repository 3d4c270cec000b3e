// The course's files: what there is, and a chapter as it is run by machines.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../setup/places.mjs'

export const LANGUAGES = ['en', 'zh']

/** In the order in which they are read. @returns {{ name: string, title: Record<string, string>, about: Record<string, string> }[]} */
export const chapters = () => readJson(inRoot('course/index.json'))

/** What is claimed of each chapter's cells: see claims.mjs. */
export const claimsOf = (name) => readJson(inRoot('course/claims.json'))[name] ?? {}

export const fileOf = (language, name) => inRoot('course', language, `${name}.ipynb`)

/** The notebooks that are there, by name, whether or not the index knows them. */
export const namesIn = (language) =>
  readdirSync(inRoot('course', language)).map((file) => file.replace(/\.ipynb$/, ''))

export const readChapter = (language, name) => readJson(fileOf(language, name))

/** As Jupyter writes it, so that a change in Jupyter or Gilscope makes a small diff. */
export const writeChapter = (language, name, notebook) =>
  writeFileSync(fileOf(language, name), `${JSON.stringify(notebook, null, 1)}\n`)

export const sourceOf = ({ source }) => (Array.isArray(source) ? source.join('') : source)

export const isTagged = ({ metadata }, tag) => (metadata.tags ?? []).includes(tag)

/** The check again, after the solution. */
export const SOLVED = 'check-solved'

/**
 * The chapter with its check a second time at the end: the first one meets the unsolved exercise, the second the solution.
 * Without the runs that it keeps.
 */
export function solved(notebook) {
  const check = notebook.cells.find((cell) => isTagged(cell, 'check'))
  const cells = notebook.cells.map((cell) => ({ ...cell, metadata: { ...cell.metadata, gilscope: {} } }))
  return { ...notebook, cells: [...cells, { ...check, id: SOLVED, metadata: {} }] }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
