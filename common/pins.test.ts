import { describe, expect, it } from 'vitest'
import type { RunId } from './brands'
import type { JsonObject } from './notebook'
import { canPin, MOST_PINS, pinsOf, withoutPin, withoutPins, withPin, withPinsOf, type KeptRun } from './pins'
import { traced } from './trace/drawn'
import type { Us } from './trace/trace'

const TRACE = traced(`
  main    GGGG....
  worker  wwwwGGGG`)
const kept = (run: string, trace = TRACE): KeptRun => ({
  ...{ run: run as RunId, source: `# ${run}`, trace },
  python: { version: '3.13.0', freeThreaded: true }
})
/** As a file gives them back. */
const saved = (metadata: JsonObject): JsonObject => JSON.parse(JSON.stringify(metadata)) as JsonObject
const runs = (metadata: JsonObject): string[] => pinsOf(metadata).map(({ run }) => run)

describe('pinned runs in a cell’s metadata', () => {
  it('come back whole from a file, in order, each once, up to a number', () => {
    let metadata: JsonObject = { tags: ['x'] }
    for (const run of ['r1', 'r1', 'r2', 'r3', 'r4']) metadata = withPin(metadata, kept(run))
    expect(runs(saved(metadata))).toEqual(['r1', 'r2', 'r3'])
    expect(pinsOf(saved(metadata))[0]).toEqual(kept('r1'))
    expect(pinsOf(metadata)).toHaveLength(MOST_PINS)
    expect(canPin(metadata)).toBe(false)
    metadata = withoutPin(metadata, 'r2' as RunId)
    expect(runs(metadata)).toEqual(['r1', 'r3'])
    expect(canPin(metadata)).toBe(true)
  })

  it('keep the name that they were given', () => {
    const metadata = withPin(withPin({}, { ...kept('r1'), name: 'reference' }), kept('r2'))
    expect(pinsOf(saved(metadata)).map(({ name }) => name)).toEqual(['reference', undefined])
  })

  it('leave nothing behind when the last one is let go', () => {
    for (const before of [{}, { tags: ['x'] }, { gilscope: { notes: [7] } }] as JsonObject[])
      expect(withoutPin(withPin(before, kept('r1')), 'r1' as RunId)).toEqual(before)
  })

  it('do not say where on this machine their Python was', () => {
    const python = { version: '3.13.0', freeThreaded: false, path: '/home/me/python', origin: 'PATH' }
    expect(JSON.stringify(withPin({}, { ...kept('r1'), python }))).not.toContain('/home/me')
  })

  it('take up to 64 KB each, with the order within steps given up where that is not enough', () => {
    const turns = 40_000
    const [first] = TRACE.threads
    const spans = {
      edges: Float64Array.from({ length: turns + 1 }, (_, i) => i * 1_000 + (i % 7) * 40),
      state: Uint8Array.from({ length: turns }, (_, i) => (i * i) % 5),
      core: Int16Array.from({ length: turns }, (_, i) => (i * 3) % 7),
      held: new Uint8Array(turns),
      line: new Int32Array(turns).fill(-1)
    }
    const long = { ...TRACE, duration: (turns * 1_000 + 300) as Us, threads: [{ ...first!, spans }] }
    const metadata = withPin({}, kept('r1', { ...long, gils: [] }))
    expect(JSON.stringify(metadata).length).toBeLessThan(66_000)
    expect(pinsOf(metadata)[0]?.trace.thinnedStep).toBeGreaterThan(0)
  })

  it('stay as they are while somebody edits the rest as text', () => {
    const metadata = { tags: ['a'], ...withPin({ gilscope: { notes: [] } }, kept('r1')) }
    const shown = withoutPins(metadata)
    expect(shown).toEqual({ tags: ['a'], gilscope: { notes: [] } })
    expect(withPinsOf(metadata, shown)).toEqual(metadata)
    expect(runs(withPinsOf(metadata, { tags: ['b'] }))).toEqual(['r1'])
  })

  it('are passed over and kept where they are damaged, foreign or of another version', () => {
    const ours = withPin({}, kept('ours'))
    const [pin] = (ours['gilscope'] as { pins: JsonObject[] }).pins
    const strange = [7, null, { run: 'x' }, { ...pin, run: 3 }, { ...pin, run: 'old', trace: { version: 1 } }]
    const metadata: JsonObject = { gilscope: { pins: [...strange, pin!] } }
    expect(runs(metadata)).toEqual(['ours'])
    expect(withoutPin(metadata, 'ours' as RunId)).toEqual({ gilscope: { pins: strange } })
    for (const other of [{ gilscope: 3 }, { gilscope: { pins: 'x' } }] as JsonObject[])
      expect(pinsOf(other)).toEqual([])
  })
})
