import { describe, expect, it } from 'vitest'
import { traced } from '../../common/trace/drawn'
import { text } from '../i18n/text'
import { stripFigures, stripWords } from './stripFigures'

const FOUR_THREADS = traced(
  `
  main  ${'l'.repeat(120)}
  a     ${'Gwww'.repeat(30)}
  b     ${'wGww'.repeat(30)}
  c     ${'wwGw'.repeat(30)}
  d     ${'wwwG'.repeat(30)}`,
  { letter: 5 }
)
const TWO_PROCESSES = traced(
  `
  main  GG${'c'.repeat(118)}
  x/m   ${'G'.repeat(120)}
  y/m   ${'G'.repeat(120)}`,
  { letter: 5 }
)

describe('the line under a cell', () => {
  it('says that the GIL made four threads take turns', () => {
    const figures = stripFigures(FOUR_THREADS)
    expect(stripWords(figures, text('en')).join(' · ')).toBe(
      '1.00 cores · 4 threads · GIL held 100 % · waited 75 % · 198 hand-offs/s'
    )
    expect(figures.verdict.sentence.en).toMatch(/^Serialized by the GIL: 4 threads/)
  })

  it('says it in Chinese', () => {
    expect(stripWords(stripFigures(FOUR_THREADS), text('zh')).join(' · ')).toBe(
      '1.00 个核心 · 4 个线程 · GIL 持有 100 % · 等待 75 % · 每秒交接 198 次'
    )
  })

  it('counts the processes that ran, and the GILs that mattered', () => {
    expect(stripWords(stripFigures(TWO_PROCESSES), text('en')).join(' · ')).toBe(
      '2.02 cores · 3 processes · 3 threads · 2 GILs held 100 % each'
    )
  })

  it('claims nothing of a GIL that could not be read', () => {
    const trace = traced(`main  ${'N'.repeat(120)}`, { letter: 5, tier: 'os' })
    expect(stripWords(stripFigures(trace), text('en')).join(' · ')).toBe('1.00 cores · 1 thread')
  })

  it('has no verdict for a cell that finished in a blink', () => {
    expect(stripFigures(traced('main  GGGG')).verdict.pattern).toBe('too-short')
  })
})
