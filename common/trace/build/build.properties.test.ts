/** What must hold for every trace, whatever the samples: tried on drawings that nobody chose. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ms, RunId } from '../../brands'
import { TraceBuilder } from './build'
import { drawn, traced } from '../drawn'
import { figuresOf, sumOf } from '../verdict/figures'
import { pack, unpack } from '../packed/pack'
import type { Sample, ThreadSample } from '../sample'
import { kindOf } from './settle'
import type { Trace } from '../trace'
import { SPAN_STATES, totalOf } from '../trace'
import { verdictOf } from '../verdict/verdict'

/** How many drawings each is tried on: many enough to find what is wrong, few enough to wait for. */
fc.configureGlobal({ numRuns: 40 })

/** A thread that changes its state now and then, and is born and dies at any time. */
const threads = (letters: string): fc.Arbitrary<string> =>
  fc
    .record({
      born: fc.nat(30),
      stretches: fc.array(
        fc.record({ letter: fc.constantFrom(...letters), times: fc.integer({ min: 1, max: 12 }) }),
        {
          minLength: 1,
          maxLength: 25
        }
      )
    })
    .map(
      ({ born, stretches }) =>
        ' '.repeat(born) + stretches.map(({ letter, times }) => letter.repeat(times)).join('')
    )
const drawings: fc.Arbitrary<string> = fc
  .record({
    main: threads('Gcl.'),
    others: fc.array(fc.record({ child: fc.boolean(), letters: threads('GNwpsPlLi.') }), { maxLength: 5 })
  })
  .map(({ main, others }) =>
    [`main       ${main.trim().padEnd(330, 'l')}`]
      .concat(others.map(({ child, letters }, i) => `${child ? `p${i}/` : ''}t${i}`.padEnd(11) + letters))
      .join('\n')
  )

/** Counters as the system gives them: a thread on a CPU is counted at clock ticks only. */
function lagging(samples: readonly Sample[], tick: number): Sample[] {
  const exact = new Map<number, number>()
  return samples.map((sample) => ({
    ...sample,
    threads: sample.threads.map((thread): ThreadSample => {
      const since = sample.at % tick
      if (kindOf(thread.state) !== 'cpu') {
        exact.set(thread.tid, thread.cpuNs)
        return thread
      }
      return { ...thread, cpuNs: Math.max(exact.get(thread.tid) ?? 0, thread.cpuNs - since * 1e6) }
    })
  }))
}

function tracedFrom(samples: readonly Sample[]): Trace {
  const builder = new TraceBuilder(250)
  builder.begin('r' as RunId, samples[0]!.at)
  for (const sample of samples) builder.add(sample)
  return builder.end('r' as RunId, samples.at(-1)!.at)
}

function expectWhole(trace: Trace): void {
  for (const { spans } of trace.threads) {
    const { edges } = spans
    expect(edges.length).toBe(spans.state.length + 1)
    for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!)
    expect(edges[0]).toBeGreaterThanOrEqual(0)
    expect(edges.at(-1)).toBeLessThanOrEqual(trace.duration)
    expect([...edges].every(Number.isInteger)).toBe(true)
  }
}

test('the spans of a thread never overlap and cover its life', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const trace = traced(drawing)
      expectWhole(trace)
      const lines = drawing.split('\n').map((line) => line.slice(11))
      for (const thread of trace.threads) {
        const line = lines[thread.name === 'main' ? 0 : Number(thread.name.slice(1)) + 1]!
        const born = line.length - line.trimStart().length
        expect(thread.spans.edges[0]! / 4000).toBeCloseTo(born, -0.5)
        expect(thread.spans.edges.at(-1)! / 4000).toBeCloseTo(line.length, -0.5)
      }
    })
  )
})

test('no thread is said to run longer than the system counted', () => {
  fc.assert(
    fc.property(drawings, fc.constantFrom(1, 4, 10), (drawing, tick) => {
      for (const trace of [traced(drawing), tracedFrom(lagging(drawn(drawing), tick))]) {
        expectWhole(trace)
        const figures = figuresOf(trace)
        for (const { states, cpu, life } of figures.threads) {
          expect(states.python + states.native).toBeLessThanOrEqual(cpu + 1e-6)
          expect(sumOf(SPAN_STATES, (state) => states[state])).toBeCloseTo(life, 6)
        }
        expect(sumOf(figures.threads, ({ cpu }) => cpu)).toBeLessThanOrEqual(figures.cpu + 1e-6)
      }
    })
  )
})

test('counters that lag do not change by much how long a thread was in a state', () => {
  const stretch = fc.record({ letter: fc.constantFrom(...'Gwsli'), times: fc.integer({ min: 1, max: 9 }) })
  const threeSeconds = fc
    .array(stretch, { minLength: 160, maxLength: 160 })
    .map((all) => all.map(({ letter, times }) => letter.repeat(times)).join(''))
  fc.assert(
    fc.property(threeSeconds, fc.constantFrom(1, 4, 10), (letters, tick) => {
      const trace = tracedFrom(lagging(drawn(`main  ${letters}`), tick))
      const { states, life } = figuresOf(trace).threads[0]!
      for (const [letter, state] of Object.entries({
        G: 'python',
        w: 'gil-wait',
        s: 'sleep',
        l: 'lock',
        i: 'io'
      } as const)) {
        const truth = letters.split(letter).length - 1
        expect(Math.abs(states[state] / life - truth / letters.length)).toBeLessThan(0.03)
      }
    }),
    { numRuns: 20 }
  )
})

test('every trace can be packed, summed up and put in a sentence', () => {
  fc.assert(
    fc.property(drawings, fc.constantFrom('exact', 'os', 'portable', 'no-gil'), (drawing, tier) => {
      const trace = traced(drawing, { tier })
      expect(unpack(JSON.parse(JSON.stringify(pack(trace))))).toEqual({ ok: true, value: trace })
      const { sentence } = verdictOf(trace)
      expect(sentence.en).not.toMatch(/NaN|undefined|Infinity|null/)
      expect(sentence.zh).not.toMatch(/NaN|undefined|Infinity|null/)
    })
  )
})

test('samples that stay out, come late, twice or out of order do no harm', () => {
  fc.assert(
    fc.property(
      drawings,
      fc.array(fc.record({ at: fc.nat(), what: fc.constantFrom('lost', 'twice', 'earlier') }), {
        maxLength: 40
      }),
      (drawing, harm) => {
        const samples = drawn(drawing)
        for (const { at, what } of harm) {
          const i = 1 + (at % (samples.length - 1))
          const sample = samples[i]
          if (!sample) continue
          if (what === 'lost') samples.splice(i, 1 + (at % 20))
          else samples.splice(i, 0, what === 'twice' ? sample : { ...sample, at: (sample.at - 500) as Ms })
        }
        expectWhole(tracedFrom(samples))
      }
    )
  )
})

test('a bounded trace keeps every sum', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const samples = drawn(drawing)
      const [roomy, tight] = [new TraceBuilder(250), new TraceBuilder(250, { spans: 150, lanes: 100 })]
      for (const builder of [roomy, tight]) {
        builder.begin('r' as RunId, samples[0]!.at)
        for (const sample of samples) builder.add(sample)
      }
      const end = samples.at(-1)!.at
      const [full, thin] = [roomy.end('r' as RunId, end), tight.end('r' as RunId, end)]
      expectWhole(thin)
      const [fullFigures, thinFigures] = [figuresOf(full), figuresOf(thin)]
      thinFigures.threads.forEach((thread, i) => {
        const same = fullFigures.threads[i]!
        expect(thread.cpu).toBeCloseTo(same.cpu, 6)
        expect(thread.held).toBeCloseTo(same.held, 6)
        for (const state of SPAN_STATES) expect(thread.states[state]).toBeCloseTo(same.states[state], 6)
      })
      full.gils.forEach((gil, i) => expect(totalOf(thin.gils[i]!.switches)).toBe(totalOf(gil.switches)))
    })
  )
})

/** The same samples as they come when threads that have been blocked for a while doze, up to 8 samples long. */
function dozing(samples: readonly Sample[]): Sample[] {
  const still = new Map<number, { since: number; looked: number; cpuNs: number; state: string }>()
  return samples.map((sample, i) => {
    const threads = sample.threads.filter(({ tid, state, cpuNs, held }) => {
      const before = still.get(tid)
      const hasMoved = before?.cpuNs !== cpuNs || before.state !== state || kindOf(state) !== 'blocked'
      const since = before && !hasMoved ? before.since : i
      if (before && !held && i - before.looked < Math.min(8, (before.looked - before.since) / 4)) return false
      still.set(tid, { since, looked: i, cpuNs, state })
      return true
    })
    const isLast = i === samples.length - 1
    const there = new Set(threads.map(({ tid }) => tid))
    const away = sample.threads.filter(({ tid }) => !there.has(tid)).map(({ tid }) => tid)
    return isLast ? sample : { ...sample, threads, dozing: away }
  })
}

test('threads that doze lose nothing: the same CPU, the same life, nearly the same states', () => {
  const sleeper = fc
    .array(fc.record({ asleep: fc.integer({ min: 12, max: 60 }), awake: fc.integer({ min: 1, max: 6 }) }), {
      minLength: 30,
      maxLength: 30
    })
    .map((all) => all.map(({ asleep, awake }) => 's'.repeat(asleep) + 'G'.repeat(awake)).join(''))
  fc.assert(
    fc.property(sleeper, (letters) => {
      const samples = drawn(`main  ${letters}`)
      const dozed = dozing(samples)
      const trace = tracedFrom(dozed)
      expectWhole(trace)
      const [truth, said] = [tracedFrom(samples), trace].map((each) => figuresOf(each).threads[0]!)
      expect(dozed.some((sample) => sample.dozing.length > 0)).toBe(true)
      expect(said!.cpu).toBe(truth!.cpu)
      expect(said!.life).toBe(truth!.life)
      expect(said!.states.unseen / truth!.life).toBeLessThan(0.01)
      for (const state of ['python', 'sleep'] as const)
        expect(Math.abs(said!.states[state] - truth!.states[state]) / truth!.life).toBeLessThan(0.03)
    })
  )
})
