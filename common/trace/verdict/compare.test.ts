import { describe, expect, it } from 'vitest'
import { amdahlOf } from './amdahl'
import { changeOf, runFiguresOf, type Change } from './compare'
import { changeSentence } from './compareSentences'
import { traced, type Drawing } from '../drawn'

const DRAWING: Drawing = { letter: 10, cores: 4 }

/** A run of a drawing whose `[letters]` are repeated. */
function run(text: string, times = 20, drawing: Drawing = {}): ReturnType<typeof traced> {
  const long = text.replace(/\[(.*?)\]/g, (_all, letters: string) => letters.repeat(times))
  return traced(long, { ...DRAWING, ...drawing })
}

const change = (before: ReturnType<typeof run>, after: ReturnType<typeof run>): Change =>
  changeOf(runFiguresOf(before), runFiguresOf(after))

const TURNS = run(`
  main  [llllllll]
  a     [GGwwwwww]
  b     [wwGGwwww]
  c     [wwwwGGww]
  d     [wwwwwwGG]`)
const PROCESSES = run(`
  main    [cccc]
  p1/main [GGGG]
  p2/main [GGGG]`)
const FREE = run(
  `
  main  [llll]
  a     [GGGG]
  b     [GGGG]`,
  20,
  { tier: 'no-gil' }
)

describe('what changed from one run to another', () => {
  it('is that the GIL no longer serialized threads, and how they got rid of it', () => {
    expect(changeSentence(change(TURNS, PROCESSES))).toEqual({
      en: '2.0× faster: 2.0 cores instead of 1.0, because the GIL no longer serialized the 4 threads: each process has its own.',
      zh: '速度是原来的 2.0 倍：用了 2.0 个核心，而不是 1.0 个，因为 GIL 不再让 4 个线程轮流运行：每个进程各有一个。'
    })
    expect(changeSentence(change(TURNS, FREE)).en).toContain('4 threads: this Python has none.')
  })

  it('is that the GIL came, when it goes the other way', () => {
    expect(changeSentence(change(PROCESSES, TURNS)).en).toBe(
      '2.0× slower: 1.0 cores instead of 2.0, because the GIL now serializes 4 threads.'
    )
  })

  it('is less work, where CPU time explains it', () => {
    const result = change(run('main  [GGGGGGGG]'), run('main  [GGGG]'))
    expect(result).toMatchObject({ speed: 'faster', cores: null, cause: null })
    expect(changeSentence(result).en).toBe('2.0× faster: 800 ms of CPU time instead of 1.60 s.')
  })

  it('is that waits overlap', () => {
    const overlapped = run(`
      main  [ll]
      a     [ss]
      b     [ss]
      c     [ss]`)
    expect(changeSentence(change(run('main  [ssssss]'), overlapped)).en).toBe(
      '3.0× faster, because waits overlapped.'
    )
    expect(change(overlapped, run('main  [ssssss]')).cause).toEqual({ kind: 'waits-in-turn' })
  })

  it('is nothing within noise, and says what changed all the same', () => {
    expect(changeSentence(change(run('main  [GGGG]'), run('main  [GGGG]', 21))).en).toBe(
      'No difference beyond noise: 800 ms and 840 ms.'
    )
    const twice = run(`
      main    [cccc]
      p1/main [GGGG]
      p2/main [GGGG]`)
    expect(changeSentence(change(run('main  [GGGG]'), twice)).en).toBe(
      'No difference beyond noise: 800 ms and 800 ms, though with 2.0 cores instead of 1.0 and 1.60 s of CPU time instead of 800 ms.'
    )
  })

  it('is not said of runs that are too short', () => {
    expect(changeSentence(change(run('main  GG'), PROCESSES)).en).toBe(
      'Too short to compare: 20 ms and 800 ms.'
    )
  })

  it('is the machine, where the same work got fewer cores', () => {
    const starved = run(`
      main    [cccccccc]
      p1/main [GGpp]
      p2/main [ppGG]`)
    expect(
      change(PROCESSES, run('main    [cccccccc]\np1/main [GpGpGpGp]\np2/main [pGpGpGpG]')).cause
    ).toEqual({
      kind: 'machine-gave-less'
    })
    expect(change(PROCESSES, starved).speed).toBe('slower')
  })
})

describe('Amdahl’s bound', () => {
  it('follows from the time with at most one core in use', () => {
    // 1 s on one core, then 1 s on three: of 4 s of work a quarter is serial.
    const found = amdahlOf(
      run(
        `
      main    [G]cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
      p1/main ${' '.repeat(100)}[G]
      p2/main ${' '.repeat(100)}[G]
      p3/main ${' '.repeat(100)}[G]`,
        100
      )
    )
    expect(found?.serial).toBeCloseTo(0.25, 1)
    expect(found?.bound).toBeCloseTo(1 / (found?.serial ?? 1))
    expect(found?.onMachine).toBeCloseTo(1 / (0.25 + 0.75 / 4), 0)
  })

  it('is not claimed where a GIL took turns, nothing was parallel, or the machine gave no cores', () => {
    expect(amdahlOf(TURNS)).toBeNull()
    expect(amdahlOf(run('main  [GGGG]'))).toBeNull()
    const starved = `
      main    [cccccccccccccccc]
      p1/main [GGGGGGGGGpppppppp]
      p2/main [GGGGGGGGppppppppp]`
    expect(amdahlOf(run(starved))).toBeNull()
  })
})
