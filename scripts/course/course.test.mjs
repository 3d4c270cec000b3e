// What can be said of the chapters without running them. That they run, and that their claims hold: `npm test -- --only course`.
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parser } from '@lezer/python'
import { describe, expect, it } from 'vitest'
import { predictionOf } from '../../common/teaching/prediction'
import { isTagged as isTaggedAs, TEACHING_TAGS } from '../../common/teaching/tags'
import { pinsOf } from '../../common/pins'
import { scopeOf } from '../../common/trace/verdict/report'
import {
  chapters,
  claimsOf,
  fileOf,
  isTagged,
  LANGUAGES,
  namesIn,
  readChapter,
  sourceOf
} from './chapters.mjs'
import { FIGURES, held, isAbout } from './claims.mjs'

/** A chapter with its references stays easy to carry and to compare. */
const MOST_BYTES = 150_000

const all = chapters().flatMap(({ name }) => LANGUAGES.map((language) => ({ language, name })))

describe('the course', () => {
  it('lists the chapters that are there, in both languages', () => {
    const names = chapters().map(({ name }) => name)
    expect(names).toEqual([...names].sort())
    for (const language of LANGUAGES) expect(namesIn(language).sort()).toEqual(names)
    for (const { title, about } of chapters())
      for (const language of LANGUAGES) {
        expect(title[language]).toMatch(/./)
        expect(about[language]).toMatch(/./)
      }
  })

  it.each(chapters())('$name is the same in both languages but for words', ({ name }) => {
    const [en, zh] = LANGUAGES.map((language) => readChapter(language, name).cells.map(skeletonOf))
    expect(zh).toEqual(en)
  })
})

describe.each(all)('$language/$name', ({ language, name }) => {
  const file = fileOf(language, name)
  const { cells } = readChapter(language, name)

  it('is small, and stored without what a run leaves', () => {
    expect(statSync(file).size).toBeLessThan(MOST_BYTES)
    for (const cell of cells.filter(({ cell_type }) => cell_type === 'code'))
      expect(cell).toMatchObject({ execution_count: null, outputs: [] })
  })

  it('has an aim, a prediction, an exercise, a check, and a folded solution after it', () => {
    for (const tag of TEACHING_TAGS)
      expect(
        cells.some((cell) => isTaggedAs(cell, tag)),
        tag
      ).toBe(true)
    expect(isTagged(cells[0], 'aim')).toBe(true)
    const [check, ...others] = cells.filter((cell) => isTagged(cell, 'check'))
    expect(others).toEqual([])
    // Unsolved it fails, which must not end a run of the whole chapter.
    expect(isTagged(check, 'raises-exception')).toBe(true)
    for (const solution of cells.filter((cell) => isTagged(cell, 'solution'))) {
      expect(cells.indexOf(solution)).toBeGreaterThan(cells.indexOf(check))
      expect(solution.metadata.jupyter).toEqual({ source_hidden: true })
    }
  })

  it('asks about cells that come after the question', () => {
    for (const [at, cell] of cells.entries()) {
      if (!isTagged(cell, 'prediction')) continue
      const prediction = predictionOf(cell)
      expect(cells.findIndex(({ id }) => id === prediction?.cell)).toBeGreaterThan(at)
    }
  })

  it('keeps a reference run of each cell that something is claimed of, of the code as it is', () => {
    for (const [id, claims] of Object.entries(claimsOf(name))) {
      const cell = cells.find((each) => each.id === id)
      expect(cell, id).toBeDefined()
      for (const { says, figure } of claims) {
        expect(says).toMatch(/./)
        expect(Object.keys(FIGURES)).toContain(figure)
      }
      if (claims.every(({ figure }) => figure === 'result')) continue
      const pins = pinsOf(cell.metadata)
      expect(pins.length, id).toBeGreaterThan(0)
      for (const pin of pins) expect(pin.source).toBe(sourceOf(cell))
    }
  })

  it('shows in its references what it claims', async () => {
    const rows = (python) =>
      new Map(
        cells.flatMap(({ id, metadata }) => {
          const pin = pinsOf(metadata).find((each) => nameOf(each.python) === python)
          return pin === undefined ? [] : [[id, { index: pin.run, scope: scopeOf(pin.trace), outputs: [] }]]
        })
      )
    for (const [id, claims] of Object.entries(claimsOf(name))) {
      const { metadata } = cells.find((each) => each.id === id)
      for (const { python } of pinsOf(metadata))
        for (const claim of claims) {
          // What machine it was, and what the cell printed, the reference does not keep.
          if (['capacityShare', 'result'].includes(claim.figure) || !isAbout(claim, nameOf(python))) continue
          const row = rows(nameOf(python)).get(id)
          const told = { ...claim, undisturbed: false }
          expect(await held(told, { row, rows: rows(nameOf(python)) }), claim.says).toEqual({ holds: true })
        }
    }
  })

  it('links to files that are there', () => {
    for (const cell of cells.filter(({ cell_type }) => cell_type === 'markdown'))
      for (const [, link] of sourceOf(cell).matchAll(/\]\(([^)]+)\)/g))
        if (!/^https?:/.test(link)) expect(existsSync(resolve(dirname(file), link)), link).toBe(true)
  })
})

const nameOf = ({ version, freeThreaded }) => version + (freeThreaded ? 't' : '')

/** All of a cell but its words: Python without comments and the text of strings, line by line. */
function skeletonOf({ id, cell_type, metadata, source }) {
  const { prediction } = metadata.gilscope ?? {}
  const asks = prediction && { ...prediction, choices: prediction.choices?.length }
  const code = cell_type === 'code' ? tokensOf(sourceOf({ source })) : []
  return { id, cell_type, tags: metadata.tags, asks, code }
}

function tokensOf(code) {
  const tokens = []
  const cursor = parser.parse(code).cursor()
  do {
    if (['Comment', 'String', 'FormatString'].includes(cursor.name)) {
      if (cursor.name === 'String') tokens.push('""')
    } else if (cursor.node.firstChild === null)
      tokens.push(`${lineOf(code, cursor.from)}: ${code.slice(cursor.from, cursor.to)}`)
  } while (cursor.next())
  return tokens
}

const lineOf = (code, at) => code.slice(0, at).split('\n').length
