import { expect, test } from 'vitest'
import type { Drawing } from '../drawn'
import { traced } from '../drawn'
import { verdictOf } from './verdict'

/** The pattern of a drawing whose letters are repeated, so that a short drawing makes a run of a second and more. */
function verdict(text: string, drawing: Drawing & { times?: number } = {}): ReturnType<typeof verdictOf> {
  const { times = 40, ...rest } = drawing
  const repeated = (drawn: string): string =>
    drawn.replace(/\[(.*?)\]/g, (_all, letters: string) => letters.repeat(times))
  const tasks = rest.tasks === undefined ? {} : { tasks: repeated(rest.tasks) }
  return verdictOf(traced(repeated(text), { ...rest, ...tasks }))
}

test('threads that take turns with the GIL are serialized by it', () => {
  const { pattern, sentence, facts } = verdict(`
    main  [cccccccc]
    a     [GGwwwwww]
    b     [wwGGwwww]
    c     [wwwwGGww]
    d     [wwwwwwGG]`)
  expect(pattern).toBe('gil-serialized')
  expect(facts).toMatchObject({ threads: 4, cores: expect.closeTo(1, 1), heldShare: expect.closeTo(1, 1) })
  expect(sentence.en).toBe(
    'Serialized by the GIL: 4 threads took turns on 1.00 cores; the GIL was held 100 % of the time, and each thread ' +
      'spent 75 % of its life waiting for it (124 hand-offs a second).'
  )
  expect(sentence.zh).toContain('4 个线程轮流运行')
})

test('threads that take turns on less than one core, for other programs have the rest, are said to', () => {
  const { sentence } = verdict(
    `
    main  [cccccccc]
    a     [GPPPwwww]
    b     [wwwwGPPP]`,
    { cores: 2 }
  )
  expect(sentence.en).toContain('2 threads took turns on 0.25 cores')
  expect(sentence.en).toMatch(/There was work for 1\.0; the machine gave less\.$/)
})

test('turns that are shorter than the samples are turns, though who has one is often seen without the GIL', () => {
  const { pattern } = verdict(`
    main  [llllllllllll]
    a     [GNNNwwwwwwww]
    b     [wwwwNNGNwwww]
    c     [wwwwwwwwNGNN]`)
  expect(pattern).toBe('gil-serialized')
})

test('a thread that needs the GIL often but never long suffers from a busy one', () => {
  const { pattern, facts } = verdict(`
    main  [llllllllllllllll]
    hog   [GGGGGGGGwGGGGGGG]
    net   [iwwwwwwwGiwwwwww]`)
  expect(pattern).toBe('gil-convoy')
  expect(facts).toMatchObject({ busy: 'hog', starved: 'net' })
})

test('a convoy is seen also where what the starved thread waits for in between is too short to be seen', () => {
  const { pattern, facts } = verdict(`
    main  [llllllllllllllllllllllllllllllll]
    hog   [GGGGGGGGGGGGGGGGwGGGGGGGGGGGGGGG]
    net   [wwwwwwwwwwwwwwwwGwwwwwwwwwwwwwww]`)
  expect(pattern).toBe('gil-convoy')
  expect(facts).toMatchObject({ busy: 'hog', starved: 'net' })
})

test('two busy processes are parallel', () => {
  const { pattern, facts } = verdict(`
    main       [cccc]
    p1/main    [GGGG]
    p2/main    [GGGG]`)
  expect(pattern).toBe('parallel-processes')
  expect(facts).toMatchObject({ processes: 2, cores: expect.closeTo(2, 1) })
})

test('native code with the GIL let go is parallel', () => {
  expect(
    verdict(`
    main  [llll]
    a     [NNNN]
    b     [NNNN]`).pattern
  ).toBe('parallel-native')
})

test('without a GIL threads run Python at once', () => {
  expect(
    verdict(
      `
    main  [llll]
    a     [GGGG]
    b     [GGGG]`,
      { tier: 'no-gil' }
    ).pattern
  ).toBe('parallel-no-gil')
})

test('a thread that queues long for a core but hardly uses one does not run at once with a busy one', () => {
  const { sentence } = verdict(
    `
    main  [llllllllllllllllllllllllllllllll]
    a     [GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG]
    b     [lGpppppppppppppppppppppppppppppl]`,
    { tier: 'no-gil', times: 10 }
  )
  expect(sentence.en).toMatch(/^One thread only: a did 97 % of the work/)
})

test('sleepers overlap', () => {
  const { pattern, sentence } = verdict(`
    main  [llll]
    a     [ssss]
    b     [ssss]
    c     [ssss]`)
  expect(pattern).toBe('overlapped-waiting')
  expect(sentence.en).toContain('on average 3.0 threads waited at once (most slept), using 0.00 cores')
})

test('a lock that everybody wants is contention, and a mere join is not', () => {
  expect(
    verdict(`
    main  [llllllll]
    a     [GGllllll]
    b     [llGGllll]
    c     [llllGGll]
    d     [llllllGG]`).pattern
  ).toBe('lock-contention')
  expect(
    verdict(`
    main  [llll]
    a     [GGGG]`).pattern
  ).toBe('one-thread')
})

test('all of them waiting for locks are not one thread, also when they give up in the end', () => {
  const { pattern, sentence } = verdict(`
    main  [llllllll]
    a     [llllllll]
    b     [llllllll]`)
  expect(pattern).toBe('lock-contention')
  expect(sentence.en).toBe(
    'Waiting for each other: 3 threads spent 100 % of their lives waiting for locks or queues; on average 0.0 of them did anything else.'
  )
  expect(
    verdict(`
    main  [llllllll]
    a     [ssssssss]`).pattern
  ).toBe('one-thread')
})

test('threads one after the other are one thread at a time', () => {
  const { pattern, sentence } = verdict(`
    main  [llllllll]
    a     [GG]
    b     ${' '.repeat(80)}[GG]
    c     ${' '.repeat(160)}[GGGG]`)
  expect(pattern).toBe('one-thread')
  expect(sentence.en).toBe('One thread at a time: 3 threads worked one after the other, on 1.00 cores.')
})

test('a thread that others helped a little is not said to have done everything', () => {
  const { sentence } = verdict(`
    main  ${'L'.repeat(200)}
    a     ${'G'.repeat(192)}${'s'.repeat(8)}
    b     ${'s'.repeat(192)}GGGGGGGG`)
  expect(sentence.en).toBe('One thread only: a did 96 % of the work, on 1.00 cores.')
  expect(sentence.zh).toContain('96 % 的工作由 a 完成')
})

test('a lone thread says what it did', () => {
  expect(verdict('main  [GGGG]').sentence.en).toBe('One thread only: main did all the work, on 1.00 cores.')
  expect(verdict('main  [GGGGssssssss]').sentence.en).toBe(
    'One thread only: main, which slept 67 % of its life and used 0.33 cores.'
  )
})

test('more processes than cores are too many', () => {
  const { pattern, facts } = verdict(
    `
    main      [cccc]
    p1/main   [GGpp]
    p2/main   [GGpp]
    p3/main   [ppGG]
    p4/main   [ppGG]`,
    { cores: 2 }
  )
  expect(pattern).toBe('oversubscribed')
  expect(facts).toMatchObject({ wanted: expect.closeTo(4, 0), queuedShare: expect.closeTo(0.5, 1) })
})

test('a worker that goes on alone shows work badly divided', () => {
  const { pattern, facts } = verdict(`
    main      [cccccccccc]
    p1/main   [GGGGGGGGGG]
    p2/main   [GGG]
    p3/main   [GG]`)
  expect(pattern).toBe('imbalance')
  expect(facts).toMatchObject({ workers: 3, last: 'p1', aloneShare: expect.closeTo(0.7, 1) })
})

test('when everybody has waited for locks for seconds, it is stuck, and the waiters are named', () => {
  const deadlock = `
    main  GG${'l'.repeat(700)}
    a     GG${'l'.repeat(700)}
    b     .G${'l'.repeat(700)}`
  const { pattern, sentence } = verdict(deadlock)
  expect(pattern).toBe('stuck')
  expect(sentence.en).toContain('Stuck: for 2.8 s nobody ran and everybody waited (main, a, b).')
})

test('who is stuck is named with the line where it waits', () => {
  const { sentence } = verdict(`
    main   GGGG${'l'.repeat(900)}
    main@  1115${'7'.repeat(900)}
    a      .GGG${'l'.repeat(900)}
    a@     .222${'3'.repeat(900)}`)
  expect(sentence.en).toContain('(main in cell [1], line 7, a in cell [1], line 3)')
  expect(sentence.zh).toContain('main 在单元格 [1] 第 7 行')
})

test('waiting for threads that worked until the end is not stuck', () => {
  expect(
    verdict(`
    main  GG${'l'.repeat(1400)}
    a     ${'GGllll'.repeat(233)}
    b     ${'llGGll'.repeat(233)}`).pattern
  ).toBe('lock-contention')
})

test('a thread that sleeps may still wake the others: not stuck', () => {
  expect(
    verdict(`
    main  GG${'l'.repeat(700)}
    a     GG${'s'.repeat(700)}`).pattern
  ).not.toBe('stuck')
})

/** Three tasks that sleep at once. */
const SLEEPERS = `
  main   R[gggg]R.
    a    rR[sss]R.
    b    rR[sss]R.
    c    rR[sss]R.`

test('tasks that wait at once are one thread that overlaps their waits', () => {
  const { pattern, facts, sentence } = verdict('main  G[iiii]G', { tasks: SLEEPERS })
  expect(pattern).toBe('overlapped-tasks')
  expect(facts).toMatchObject({ loops: 1, tasks: 3, atOnce: expect.closeTo(3, 1), kind: 'sleep' })
  expect(sentence.en).toBe(
    'One thread, 3 tasks: for 480 ms they waited together, on average 3.0 at once (mostly for sleep); running them took 5 % of the time.'
  )
  expect(sentence.zh).toContain('3 个任务：它们一起等待了 480 毫秒')
})

test('one task that sleeps is said to sleep, not to wait for input or output', () => {
  const { pattern, sentence } = verdict('main  G[iiii]G', { tasks: 'main  R[ssss]R.' })
  expect(pattern).toBe('one-thread')
  expect(sentence.en).toContain('One thread only: main, which slept')
  expect(sentence.zh).toContain('在睡眠')
})

test('a step that keeps others from running is named', () => {
  const { pattern, facts, sentence } = verdict('main  G[ss]G[ii]', {
    tasks: `
      main      R[gggg]R.
        report  rR[HH]R.
        answer  rR[sss]R.`
  })
  expect(pattern).toBe('blocked-loop')
  expect(facts).toMatchObject({ by: 'report', longest: expect.closeTo(320, 0), others: 2, count: 1 })
  expect(sentence.en).toContain('“report” ran for 320 ms without awaiting, while 2 others were ready')
})

test('a long step that kept nobody waiting is no fault', () => {
  const { pattern } = verdict('main  [GGGG]', { tasks: 'main  [RRRR].' })
  expect(pattern).toBe('one-thread')
})

test('a blink says nothing but that', () => {
  const { pattern, sentence } = verdict('main  GGGG')
  expect(pattern).toBe('too-short')
  expect(sentence).toEqual({
    en: 'Too short to say: 16 ms, 6 samples.',
    zh: '时间太短，无法判断：16 毫秒，6 个采样。'
  })
})

test('where the GIL cannot be read, no pattern that needs it is claimed', () => {
  const { pattern, doubts } = verdict(
    `
    main  [llllllll]
    a     [GGGGllll]
    b     [llllGGGG]`,
    { tier: 'os' }
  )
  expect(pattern).toBe('unclear')
  expect(doubts).toEqual([{ about: 'gil-unknown', reason: '' }])
})

test('CPU time of children too short-lived to be seen is counted, and said', () => {
  const { sentence, doubts } = verdict('main  [cccc]', { unmet: 3 })
  expect(doubts).toEqual([{ about: 'unmet', share: expect.closeTo(1, 2) }])
  expect(sentence.en).toContain('0.75 cores were used')
})
