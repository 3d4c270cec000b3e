import { describe, expect, it } from 'vitest'
import type { RunId } from '../../common/brands'
import type { Alive, AliveChild } from '../../common/session'
import { NO_TASKS_NOW, type Now, type NowProcess, type NowTask, type NowThread } from '../../common/trace/now'
import { aliveRows, levelOf, MANY_TASKS, membersOf, NOTHING_ALIVE, type AliveRow } from './alive'

const [first, second] = ['first', 'second'] as RunId[] as [RunId, RunId]
const NOBODY_TURNED: ReadonlySet<string> = new Set()

function thread(tid: number, name: string, change: Partial<NowThread> = {}): NowThread {
  const rest = { core: 1, held: false, cpu: 0, startedBy: null }
  return { tid, started: tid, name, state: 'sleep', ...rest, ...change }
}

function process(pid: number, threads: readonly NowThread[], change: Partial<NowProcess> = {}): NowProcess {
  const rest = { name: 'python', tier: 'exact', reason: '', cpu: 0, startedBy: null } as const
  return { pid, threads, tasks: NO_TASKS_NOW, ...rest, ...change }
}

const child = (pid: number, name: string, change: Partial<AliveChild> = {}): AliveChild => ({
  ...{ pid, name, server: false, run: null, follows: false },
  ...change
})

/** Rows as text, indented by level. */
function said(rows: readonly AliveRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'fold')
      return row.of === 'own' ? `  ${row.count} of our own` : `    ${row.count} more tasks`
    if (row.kind === 'task') return `    ${row.task.name} ${row.run ?? '-'}${row.isTold ? '' : ' left'}`
    const name = row.kind === 'process' ? row.name || (row.isKernel ? 'kernel' : '?') : `  ${row.name}`
    const follows = row.follows === null ? '' : row.follows ? ' follows' : ' may follow'
    return `${name} ${row.run ?? '-'}${follows}`
  })
}

const task = (number: number, tid: number): NowTask => ({
  ...{ task: number, name: `t${number}`, coroutine: 'f', tid, startedBy: second },
  ...{ madeBy: null, line: null, does: 'ready' }
})

const NOW: Now = [
  process(7, [
    thread(7, 'MainThread'),
    thread(9, 'ThreadPoolE-0_0', { startedBy: second }),
    thread(8, 'gilscope-read')
  ]),
  process(20, [thread(20, 'ForkProcess-1', { startedBy: first })], {
    name: 'ForkProcess-1',
    startedBy: first
  })
]

describe('what is alive, as rows', () => {
  it('is nothing without a kernel', () => {
    expect(aliveRows([], NOTHING_ALIVE, null, NOBODY_TURNED)).toEqual([])
  })

  it('is what the scope sees, while Python says nothing; our own threads are one line at the end', () => {
    expect(said(aliveRows(NOW, NOTHING_ALIVE, second, NOBODY_TURNED))).toEqual([
      'kernel -',
      '  MainThread -',
      '  ThreadPoolE-0_0 second',
      '  1 of our own',
      'ForkProcess-1 first',
      '  MainThread -'
    ])
  })

  it('has Python’s whole names, and its word on who started what', () => {
    const alive: Alive = {
      threads: [{ tid: 9, name: 'ThreadPoolExecutor-0_0', daemon: false, run: first, follows: false }],
      children: [child(20, 'worker', { run: second })]
    }
    expect(said(aliveRows(NOW, alive, second, NOBODY_TURNED))).toEqual([
      'kernel -',
      '  MainThread -',
      '  ThreadPoolExecutor-0_0 first may follow',
      '  1 of our own',
      'worker second',
      '  MainThread -'
    ])
  })

  it('lets what follows the current cell be let go, also when its own cell is the current one', () => {
    const alive: Alive = { threads: [], children: [child(20, 'worker', { run: second, follows: true })] }
    expect(said(aliveRows(NOW, alive, second, NOBODY_TURNED)).at(-2)).toBe('worker second follows')
  })

  it('gives multiprocessing’s own servers to no cell', () => {
    const alive: Alive = { threads: [], children: [child(20, 'forkserver', { run: first, server: true })] }
    const row = aliveRows(NOW, alive, second, NOBODY_TURNED).at(-2)
    expect(row).toMatchObject({ name: 'forkserver', isServer: true, run: null, follows: null })
  })

  it('has tasks below the thread whose loop runs them, and none of threads that are gone', () => {
    const threads = [thread(7, 'MainThread'), thread(9, 'loop')]
    const list = [task(1, 9), task(2, 7), task(3, 9), task(4, 999)]
    const now = [process(7, threads, { tasks: { areTold: true, list } })]
    expect(said(aliveRows(now, NOTHING_ALIVE, second, NOBODY_TURNED))).toEqual([
      'kernel -',
      '  MainThread -',
      '    t2 second',
      '  loop -',
      '    t1 second',
      '    t3 second'
    ])
    const left = [process(7, threads, { tasks: { areTold: false, list } })]
    expect(said(aliveRows(left, NOTHING_ALIVE, second, NOBODY_TURNED))[2]).toBe('    t2 second left')
  })

  it('folds what are too many tasks, and opens them', () => {
    const list = Array.from({ length: MANY_TASKS + 480 }, (_, n) => task(n, 7))
    const now = [process(7, [thread(7, 'MainThread')], { tasks: { areTold: true, list } })]
    const rows = aliveRows(now, NOTHING_ALIVE, second, NOBODY_TURNED)
    expect(rows).toHaveLength(2 + MANY_TASKS + 1)
    expect(said(rows).at(-1)).toBe('    480 more tasks')
    const opened = aliveRows(now, NOTHING_ALIVE, second, new Set([rows.at(-1)!.key]))
    expect(opened).toHaveLength(2 + MANY_TASKS + 1 + 480)
    expect(new Set(opened.map(({ key }) => key)).size).toBe(opened.length)
    expect(opened.map(levelOf)).toEqual([1, 2, ...Array<number>(opened.length - 2).fill(3)])
  })

  it('folds and opens', () => {
    const keys = aliveRows(NOW, NOTHING_ALIVE, second, NOBODY_TURNED).map(({ key }) => key)
    const folded = aliveRows(NOW, NOTHING_ALIVE, second, new Set([keys[4]!, keys[3]!]))
    expect(said(folded)).toEqual([
      'kernel -',
      '  MainThread -',
      '  ThreadPoolE-0_0 second',
      '  1 of our own',
      '  gilscope-read -',
      'ForkProcess-1 first'
    ])
    expect(said(aliveRows(NOW, NOTHING_ALIVE, second, new Set([keys[0]!])))[1]).toBe('ForkProcess-1 first')
  })

  it('names a core only for what runs there', () => {
    const now = [process(7, [thread(7, 'a', { state: 'python' }), thread(8, 'b', { state: 'preempted' })])]
    const cores = aliveRows(now, NOTHING_ALIVE, null, NOBODY_TURNED).map((row) => 'core' in row && row.core)
    expect(cores).toEqual([false, 1, -1])
  })

  it('is what Python tells where threads cannot be seen, without states', () => {
    const now = [process(7, [], { tier: 'portable' })]
    const alive: Alive = {
      threads: [{ tid: 9, name: 'worker', daemon: true, follows: false }],
      children: [child(20, 'SpawnProcess-1')]
    }
    const rows = aliveRows(now, alive, first, NOBODY_TURNED)
    expect(said(rows)).toEqual(['kernel -', '  worker -', 'SpawnProcess-1 -'])
    expect(rows[1]).toMatchObject({ state: null, cpu: null })
  })

  it('has the states that another system tells, and the names that Python gives', () => {
    const now = [
      process(7, [thread(7, 'Python'), thread(9, 'Python', { state: 'native' })], { tier: 'portable' })
    ]
    const alive: Alive = { threads: [{ tid: 9, name: 'worker', daemon: true, follows: false }], children: [] }
    const [, ...rows] = aliveRows(now, alive, first, NOBODY_TURNED)
    expect(rows).toMatchObject([{ tid: 7 }, { name: 'worker', state: 'native' }])
  })

  it('is known by its members, whatever they do', () => {
    const busy = [process(7, [thread(7, 'MainThread', { state: 'python', cpu: 1 })])]
    expect(membersOf(busy)).toBe(membersOf([process(7, [thread(7, 'MainThread')])]))
    expect(membersOf(busy)).not.toBe(membersOf(NOW))
  })
})
