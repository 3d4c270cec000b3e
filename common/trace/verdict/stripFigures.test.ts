import { describe, expect, it } from 'vitest'
import { traced } from '../drawn'
import { pack, unpack } from '../packed/pack'
import { scopeOf } from './report'
import { traceWords } from '../words'
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
    expect(stripWords(figures, traceWords.en.strip).join(' · ')).toBe(
      '1.00 cores · 4 threads · GIL held 100 % · waited 75 % · 198 hand-offs/s'
    )
    expect(figures.verdict.sentence.en).toMatch(/^Serialized by the GIL: 4 threads/)
  })

  it('says it in Chinese', () => {
    expect(stripWords(stripFigures(FOUR_THREADS), traceWords.zh.strip).join(' · ')).toBe(
      '1.00 个核心 · 4 个线程 · GIL 持有 100 % · 等待 75 % · 每秒交接 198 次'
    )
  })

  it('counts the processes that ran, and the GILs that mattered', () => {
    expect(stripWords(stripFigures(TWO_PROCESSES), traceWords.en.strip).join(' · ')).toBe(
      '2.02 cores · 3 processes · 3 threads · 2 GILs held 100 % each'
    )
  })

  it('counts the tasks of an event loop', () => {
    const tasks = `
      main  R${'g'.repeat(118)}R.
        a   rR${'s'.repeat(110)}R.
        b   rR${'s'.repeat(110)}R.`
    const figures = stripFigures(traced(`main  G${'i'.repeat(118)}G`, { letter: 5, tasks }))
    expect(stripWords(figures, traceWords.en.strip)).toEqual([
      '0.02 cores',
      '1 thread',
      '3 tasks',
      'GIL held 0 %'
    ])
    expect(stripWords(figures, traceWords.zh.strip)).toContain('3 个任务')
    expect(figures.verdict.pattern).toBe('overlapped-tasks')
  })

  it('claims nothing of a GIL that could not be read', () => {
    const trace = traced(`main  ${'N'.repeat(120)}`, { letter: 5, tier: 'os' })
    expect(stripWords(stripFigures(trace), traceWords.en.strip).join(' · ')).toBe('1.00 cores · 1 thread')
  })

  it('has no verdict for a cell that finished in a blink', () => {
    expect(stripFigures(traced('main  GGGG')).verdict.pattern).toBe('too-short')
  })
})

describe('the line under a cell and `gilscope run --json`', () => {
  const TRACES = {
    'threads that take turns': `
      main  GGllllllllllllllllllllllllllllllllllllllllllllll
      a       GGGGwwwwGGGGwwwwGGGGwwwwGGGGwwwwGGGGwwwwGGGGww
      b       wwwwGGGGwwwwGGGGwwwwGGGGwwwwGGGGwwwwGGGGwwwwGG`,
    'two processes': `
      main  GGGGcccccccccccccccccccccccccccccccccccccccccccc
      x/m     GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG
      y/m     GGGGGGGGGGGGGGGGGGGGGGGGGGPPPPGGGGGGGGGGGGGGGG`
  }

  it.each(Object.entries(TRACES))('say the same of one trace: %s', (_name, drawing) => {
    const trace = traced(drawing, { letter: 20 })
    const packed = unpack(pack(trace))
    if (!packed.ok) throw new Error(packed.problem.message)
    // The command line reads the trace itself; the page gets it packed.
    const strip = stripFigures(packed.value)
    const json = scopeOf(trace)
    expect(strip.cores).toBeCloseTo(json.cores, 2)
    expect(strip.verdict.sentence.en).toBe(json.sentence)
    expect(strip.gil!.handOffs).toBeCloseTo(json.gil!.switches / (json.wallMs / 1000), 2)
    // GILs that hardly anybody held are not counted in the line.
    expect(strip.gil!.held * strip.gil!.gils).toBeCloseTo(json.gil!.heldMs / json.wallMs, 1)
  })
})
