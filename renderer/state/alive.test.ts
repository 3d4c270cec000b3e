import { describe, expect, it } from 'vitest'
import type { RunId } from '../../common/brands'
import type { Alive, AliveChild } from '../../common/session'
import type { Now, NowProcess, NowThread } from '../../common/trace/now'
import { aliveRows, membersOf, NOTHING_ALIVE, type AliveRow } from './alive'

const [first, second] = ['first', 'second'] as RunId[] as [RunId, RunId]
const NOBODY_TURNED: ReadonlySet<string> = new Set()

function thread(tid: number, name: string, change: Partial<NowThread> = {}): NowThread {
  const rest = { core: 1, held: false, cpu: 0, startedBy: null }
  return { tid, started: tid, name, state: 'sleep', ...rest, ...change }
}

function process(pid: number, threads: readonly NowThread[], change: Partial<NowProcess> = {}): NowProcess {
  const rest = { parent: 1, name: 'python', tier: 'exact', reason: '', cpu: 0, startedBy: null } as const
  return { pid, threads, ...rest, ...change }
}

const child = (pid: number, name: string, change: Partial<AliveChild> = {}): AliveChild => ({
  ...{ pid, parent: 7, name, server: false, run: null, follows: false },
  ...change
})

/** Rows as text, indented by level. */
function said(rows: readonly AliveRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'own') return `  ${row.count} of our own`
    const name = row.kind === 'process' ? row.name || (row.isKernel ? 'kernel' : '?') : `  ${row.name}`
    const follows = row.follows === null ? '' : row.follows ? ' follows' : ' may follow'
    return `${name} ${row.run ?? '-'}${follows}`
  })
}

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

  it('is known by its members, whatever they do', () => {
    const busy = [process(7, [thread(7, 'MainThread', { state: 'python', cpu: 1 })])]
    expect(membersOf(busy)).toBe(membersOf([process(7, [thread(7, 'MainThread')])]))
    expect(membersOf(busy)).not.toBe(membersOf(NOW))
  })
})
