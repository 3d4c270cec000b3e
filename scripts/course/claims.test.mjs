import { describe, expect, it } from 'vitest'
import { held, isAbout } from './claims.mjs'

const thread = (tid, cpuMs, states = {}, startedBy = 2) => ({ pid: 7, tid, cpuMs, states, startedBy })
const scope = {
  ...{
    wallMs: 1000,
    cpuMs: 1600,
    cores: 1.6,
    missed: 0,
    tasks: [],
    pattern: 'unclear',
    processes: [{ pid: 7 }]
  },
  gil: { heldMs: 950, switches: 200 },
  threads: [
    thread(7, 0, { lock: 990 }, null),
    thread(8, 900, { 'gil-wait': 50, preempted: 20 }),
    thread(9, 700, { preempted: 30 }),
    thread(10, 0, { sleep: 1000 }, null)
  ]
}
const row = { index: 2, scope, outputs: [] }
const whether = (claim, measured = {}) =>
  held(claim, { row, rows: new Map(), capacity: () => 1.7, ...measured })

describe('a claim', () => {
  it.each([
    ['cores', 1.6],
    ['wanted', 1.65],
    ['threads', 2],
    ['processes', 1],
    ['gilHeld', 0.95],
    ['handoffsPerSecond', 200],
    ['atGil', 0.05],
    ['atLocks', 0.99],
    ['asleep', 0], // not of this cell
    ['capacityShare', 1.6 / 1.7]
  ])('%s is %d', async (figure, value) => {
    expect(await whether({ figure, atLeast: value - 1e-9, atMost: value + 1e-9 })).toEqual({ holds: true })
  })

  it('that does not hold says what was expected and what was measured', async () => {
    const { why } = await whether({ figure: 'cores', atMost: 1.2 })
    expect(why).toBe('cores should be at most 1.2, was 1.600')
    expect((await whether({ figure: 'pattern', is: 'stuck' })).why).toBe(
      'pattern should be stuck, was unclear'
    )
  })

  it('compares with another cell', async () => {
    const rows = new Map([['other', { scope: { cpuMs: 800 } }]])
    expect((await whether({ figure: 'cpuShare', of: 'other', atMost: 1.9 }, { rows })).holds).toBe(false)
    expect((await whether({ figure: 'cpuShare', of: 'other', atMost: 2.1 }, { rows })).holds).toBe(true)
  })

  it('that only a quiet machine shows is not told where others took the cores', async () => {
    const busy = { ...scope, threads: [thread(8, 800, { preempted: 400 })] }
    const claim = { figure: 'cores', atLeast: 1.9, undisturbed: true }
    expect(await whether(claim, { row: { ...row, scope: busy } })).toMatchObject({
      holds: false,
      isTold: false
    })
    expect(await whether(claim)).toMatchObject({ holds: false, isTold: true })
    const turns = { ...busy, cpuMs: 980 }
    expect(await whether(claim, { row: { ...row, scope: turns } })).toMatchObject({ isTold: true })
    const slow = { ...busy, cpuMs: 600 }
    expect(await whether(claim, { row: { ...row, scope: slow } })).toMatchObject({ isTold: false })
  })

  it('is about some Pythons only', () => {
    const about = (claim) => ['3.10.13', '3.14.0', '3.13.5t'].filter((python) => isAbout(claim, python))
    expect(about({})).toEqual(['3.10.13', '3.14.0', '3.13.5t'])
    expect(about({ gil: true })).toEqual(['3.10.13', '3.14.0'])
    expect(about({ gil: false })).toEqual(['3.13.5t'])
    expect(about({ from: '3.14' })).toEqual(['3.14.0'])
  })
})
