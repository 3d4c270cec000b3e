import { describe, expect, it } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import { traced } from '../../common/trace/drawn'
import { latestTrace, noTraces, traceCame, tracesOf, type RunTrace } from './traces'

const GENEROUS = { runs: 100, bytes: 1e9 }
const drawing = traced('main  GGGGGGGG')

function came(cell: string, run: string, hasEnded = true, trace = drawing): RunTrace {
  return { cell: cell as CellId, hasEnded, trace: { ...trace, run: run as RunId } }
}

function after(...news: RunTrace[]) {
  return news.reduce((traces, each) => traceCame(traces, each, GENEROUS), noTraces())
}

const shown = (traces: ReturnType<typeof after>, cell: string) => latestTrace(traces, cell as CellId)

describe('the traces of runs', () => {
  it('grow until the run has ended, and not after', () => {
    const longer = traced('main  GGGGGGGGGGGG')
    const traces = after(came('a', 'r1', false), came('a', 'r1', true, longer), came('a', 'r1', false))
    expect(shown(traces, 'a')?.trace.duration).toBe(longer.duration)
    expect(shown(traces, 'a')?.hasEnded).toBe(true)
  })

  it('show a cell its latest run, also when an older one is still told about', () => {
    const traces = after(came('a', 'r1', false), came('a', 'r2', false), came('a', 'r1'))
    expect(shown(traces, 'a')?.trace.run).toBe('r2')
    expect(traces.runs.get('r1' as RunId)?.hasEnded).toBe(true)
  })

  it('give up replaced runs first, then the oldest', () => {
    let traces = after(came('a', 'a1'), came('b', 'b1'), came('b', 'b2'))
    traces = traceCame(traces, came('c', 'c1'), { runs: 3, bytes: 1e9 })
    expect([...traces.runs.keys()]).toEqual(['a1', 'b2', 'c1'])
    traces = traceCame(traces, came('d', 'd1'), { runs: 3, bytes: 1e9 })
    expect([...traces.runs.keys()]).toEqual(['b2', 'c1', 'd1'])
    expect(shown(traces, 'a')).toBeUndefined()
  })

  it('keep the newest however large it is', () => {
    const traces = traceCame(after(came('a', 'a1')), came('b', 'b1'), { runs: 9, bytes: 10 })
    expect([...traces.runs.keys()]).toEqual(['b1'])
  })

  it('go with the outputs of their cells', () => {
    const traces = tracesOf(after(came('a', 'a1'), came('b', 'b1')), new Set(['b' as CellId]))
    expect(shown(traces, 'a')).toBeUndefined()
    expect(shown(traces, 'b')).toBeDefined()
  })
})
