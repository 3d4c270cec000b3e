/** The chapters of the course, and how far a learner is in them. Pure. */
import type { CellId } from '../brands'
import type { Language } from '../ipc'
import { isObject } from '../json'
import type { Notebook } from '../notebook'
import type { Learned } from './learned'
import { predictionOf } from './prediction'
import { isTagged } from './tags'

/** A chapter as the course's index names it (`course/index.json`), in the order in which they are read. */
export interface ChapterEntry {
  /** The name of its file without the ending, which is the same in every language. */
  readonly name: string
  readonly title: string
  /** What it is about, in one line. */
  readonly about: string
}

/** A chapter in a list of them. */
export interface Chapter extends ChapterEntry {
  /** The learner had it open. */
  readonly isBegun: boolean
  readonly questions: Done
  readonly checks: Done
  /** Where the learner's own copy lies; null where there is none yet. */
  readonly copy: string | null
}

export interface Done {
  readonly done: number
  readonly of: number
}

/** The index in one language; null for what is none. */
export function chaptersIn(json: unknown, language: Language): readonly ChapterEntry[] | null {
  if (!Array.isArray(json)) return null
  const entries = json.flatMap((each: unknown): ChapterEntry[] => {
    if (!isObject(each) || typeof each['name'] !== 'string') return []
    const [title, about] = [each['title'], each['about']].map((texts) => isObject(texts) && texts[language])
    return typeof title === 'string' && typeof about === 'string'
      ? [{ name: each['name'], title, about }]
      : []
  })
  return entries.length === json.length ? entries : null
}

/** @param learned null: the learner has never had it open */
export function chapterIn(
  entry: ChapterEntry,
  { cells }: Notebook,
  learned: Learned | null,
  copy: string | null
): Chapter {
  const questions = cells.filter((cell) => predictionOf(cell) !== null)
  const checks = cells.filter((cell) => isTagged(cell, 'check'))
  const done = (among: Notebook['cells'], isDone: (cell: CellId) => boolean): Done => ({
    ...{ done: among.filter(({ id }) => isDone(id)).length, of: among.length }
  })
  return {
    ...{ ...entry, copy, isBegun: learned !== null },
    questions: done(questions, (cell) => learned?.answers.has(cell) ?? false),
    checks: done(checks, (cell) => learned?.passed.has(cell) ?? false)
  }
}
