import { describe, expect, it } from 'vitest'
import { traced } from '../trace/drawn'
import { stripFigures, stripWords } from '../trace/verdict/stripFigures'
import { traceWords } from '../trace/words'
import { measured, nearnessOf } from './measured'
import { FIGURES, type Figure } from './prediction'

const FIGHT = `
  main  ${'l'.repeat(120)}
  a     ${'Gw'.repeat(60)}
  b     ${'wG'.repeat(60)}`

describe('what was measured of a predicted figure', () => {
  it('is what the line below the cell says', () => {
    const trace = traced(FIGHT, { letter: 5 })
    const of = (figure: Figure): number => Number(measured(figure, trace))
    const words = traceWords.en.strip
    expect(stripWords(stripFigures(trace), words)).toEqual([
      ...[words.cores(of('cores')), words.threads(of('threads')), words.held(of('gilHeld'), 1)],
      ...[words.waited(of('gilWaited')), words.handOffs(of('handoffsPerSecond'))]
    ])
    expect([of('threads'), of('processes'), of('seconds')]).toEqual([2, 1, 0.6])
  })

  it.each([
    [`main  ${'N'.repeat(120)}`, 'os', ['gilHeld', 'gilWaited', 'handoffsPerSecond'], 'notRead'],
    [`main  ${'G'.repeat(120)}`, 'no-gil', ['gilHeld', 'gilWaited', 'handoffsPerSecond'], 'noGil'],
    [`main  ${'N'.repeat(120)}`, 'portable', ['gilHeld', 'gilWaited', 'handoffsPerSecond'], 'notRead'],
    ['main  GGGG', 'exact', FIGURES.filter((figure) => figure !== 'seconds'), 'brief']
  ] as const)('says of %s in tier %s why it has no %s', (drawing, tier, figures, why) => {
    const trace = traced(drawing, { letter: 5, tier })
    expect(FIGURES.filter((figure) => typeof measured(figure, trace) === 'string')).toEqual(figures)
    for (const figure of figures) expect(measured(figure, trace)).toBe(why)
  })

  it('says of a run whose threads could not be looked at that they were not seen', () => {
    const trace = { ...traced(`main  ${'N'.repeat(120)}`, { letter: 5, tier: 'portable' }), threads: [] }
    expect(FIGURES.filter((figure) => measured(figure, trace) === 'notSeen')).toEqual(
      FIGURES.filter((figure) => figure !== 'seconds')
    )
  })
})

describe('how near a prediction came', () => {
  it.each([
    ...[['cores', 1, 1.02, 'right'] as const, ['cores', 2, 1.6, 'near'] as const],
    ...[['cores', 4, 1.02, 'far'] as const, ['cores', 16, 14, 'right'] as const],
    ...[['threads', 4, 4, 'right'] as const, ['threads', 5, 4, 'near'] as const],
    ...[['processes', 4, 2, 'far'] as const, ['seconds', 2, 2.4, 'right'] as const],
    ...[['seconds', 1, 2, 'near'] as const, ['seconds', 4, 1, 'far'] as const],
    ...[['gilHeld', 1, 0.9, 'right'] as const, ['gilWaited', 0.5, 0.74, 'near'] as const],
    ...[['gilWaited', 0, 0.5, 'far'] as const, ['handoffsPerSecond', 200, 130, 'right'] as const],
    ...[['handoffsPerSecond', 1000, 198, 'near'] as const, ['handoffsPerSecond', 0, 198, 'far'] as const]
  ])('%s: %d said, %d measured: %s', (figure, said, value, nearness) => {
    expect(nearnessOf(figure, said, value)).toBe(nearness)
  })
})
