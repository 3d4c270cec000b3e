import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../common/trace/verdict/verdict'
import { PAGES, PATTERNS, traceOfPage } from './pages'
import { pagesEn } from './pages.en'
import { pagesZh } from './pages.zh'

describe('the page of each pattern', () => {
  it.each(PATTERNS)('%s has a picture that shows it', (pattern) => {
    expect(verdictOf(traceOfPage(PAGES[pattern])).pattern).toBe(pattern)
  })

  it.each(PATTERNS)('%s names the same code in both languages', (pattern) => {
    const codeIn = (text: string): string[] => [...text.matchAll(/`[^`]+`/g)].map(([code]) => code)
    const all = ({ looks, why, tries }: (typeof pagesEn)[typeof pattern]): string[] =>
      codeIn([looks, why, ...tries].join('\n')).sort()
    expect(all(pagesZh[pattern])).toEqual(all(pagesEn[pattern]))
  })
})
