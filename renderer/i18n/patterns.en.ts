/** The strings of the pattern pages, in English; part of `en.ts`. */
import { pagesEn } from '../patterns/pages.en'

export const patternsEn = {
  title: 'Patterns',
  /** The link after a verdict's sentence. */
  link: 'Why, and what to try',
  linkTo: (name: string) => `${name}: why, and what to try`,
  looks: 'What it looks like',
  why: 'Why it happens',
  tries: 'What to try',
  cell: 'See it for yourself',
  insert: 'Insert this cell below',
  sources: 'To read on',
  picture: (name: string) => `A picture of the pattern “${name}”`,
  kernel: 'this notebook',
  pages: pagesEn
}

export type PatternsText = typeof patternsEn
