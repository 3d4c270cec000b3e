import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { RunEvent } from '../../common/session'
import { WholeOutputs } from './WholeOutputs'

const [R1, R2] = ['r1', 'r2'] as unknown as [RunId, RunId]
const SHORT = 'x'.repeat(1000)
const LONG = 'y'.repeat(600_000)

let folder: string
let whole: WholeOutputs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-test-'))
  whole = new WholeOutputs(() => mkdtempSync(join(folder, 'own-')))
})
afterEach(() => {
  whole.close()
  rmSync(folder, { recursive: true })
})

const out = (run: RunId, text: string): RunEvent => ({ kind: 'stream', run, name: 'stdout', text })
const begins = (run: RunId): RunEvent => ({ kind: 'execute_input', run, execution_count: 1 })
const clears = (run: RunId, wait: boolean): RunEvent => ({ kind: 'clear_output', run, wait })

/** Asks for runs of one cell, and lets the first begin. */
function begin(...runs: RunId[]): void {
  whole.asked(runs.map((run) => ({ run, cell: 'c1' as CellId, code: '' })))
  whole.hear([begins(runs[0] ?? R1)])
}
const fileOf = (run: RunId): string => readFileSync(whole.path(run) ?? '', 'utf8')

test('an ordinary run makes no file, and not even the folder', () => {
  begin(R1)
  const batch = [out(R1, SHORT)]
  expect(whole.hear(batch)).toBe(batch)
  expect(whole.path(R1)).toBeNull()
  whole.close()
  expect(statSync(folder).nlink).toBe(2)
})

test('a long one is whole in its file, from its first character on, whoever wrote it', () => {
  begin(R1)
  whole.hear([out(R1, SHORT)])
  const batch = [out(R1, LONG), { kind: 'raw_output', run: R1, text: 'raw 世界\n' } satisfies RunEvent]
  expect(whole.hear(batch)).toEqual([...batch, { kind: 'whole_output', run: R1, state: 'kept' }])
  const error = { ename: 'E', evalue: '', traceback: ['\x1b[31mE\x1b[0m: it', 'failed'] }
  whole.hear([{ kind: 'error', run: R1, ...error }])
  expect(whole.hear([out(R1, 'late')])).toHaveLength(1)
  expect(fileOf(R1)).toBe(`${SHORT}${LONG}raw 世界\nE: it\nfailed\nlate`)
})

test('also of the first of many cells that were asked for at once', () => {
  const runs = Array.from({ length: 100 }, (_, i) => `many ${i}` as RunId)
  whole.asked(runs.map((run, i) => ({ run, cell: `cell ${i}` as CellId, code: '' })))
  whole.hear([begins(runs[0]!), out(runs[0]!, LONG)])
  expect(fileOf(runs[0]!)).toBe(LONG)
})

test('nobody else may read the file', () => {
  begin(R1)
  whole.hear([out(R1, LONG)])
  expect(statSync(whole.path(R1) ?? '').mode & 0o777).toBe(0o600)
})

test('what the cell clears is gone from the file too, at once or with the next output', () => {
  begin(R1)
  whole.hear([out(R1, LONG), clears(R1, false), out(R1, SHORT)])
  expect(whole.path(R1)).toBeNull()
  whole.hear([out(R1, LONG), clears(R1, true)])
  expect(fileOf(R1)).toBe(SHORT + LONG)
  whole.hear([out(R1, `again ${LONG}`)])
  expect(fileOf(R1)).toBe(`again ${LONG}`)
})

test('the file stays while the next run of the cell waits, and goes when that begins', () => {
  begin(R1, R2)
  whole.hear([out(R1, LONG)])
  const path = whole.path(R1) ?? ''
  expect(existsSync(path)).toBe(true)
  whole.hear([begins(R2)])
  expect([existsSync(path), whole.path(R1)]).toEqual([false, null])
  whole.hear([out(R2, LONG)])
  expect(fileOf(R2)).toBe(LONG)
})

test('closing removes the folder; what is heard later is for nobody', () => {
  begin(R1)
  whole.hear([out(R1, LONG)])
  whole.close()
  expect(statSync(folder).nlink).toBe(2)
  expect(whole.hear([out(R1, LONG)])).toHaveLength(1)
  expect(statSync(folder).nlink).toBe(2)
})

test('a copy can be saved, and where that fails it is said', () => {
  begin(R1)
  whole.hear([out(R1, LONG)])
  const copy = join(folder, 'copy.txt')
  expect(whole.save(R1, copy).ok).toBe(true)
  expect(readFileSync(copy, 'utf8')).toBe(LONG)
  expect(whole.save(R1, join(folder, 'nowhere', 'copy.txt'))).toMatchObject({
    ok: false,
    problem: { code: 'cannot-write' }
  })
  expect(whole.save(R2, copy)).toMatchObject({ ok: false, problem: { code: 'cannot-read' } })
})

test('a system that gives no room is said once, and the cell goes on', () => {
  const blocked = join(folder, 'file')
  writeFileSync(blocked, '')
  whole = new WholeOutputs(() => mkdtempSync(join(blocked, 'own-')))
  begin(R1)
  expect(whole.hear([out(R1, LONG)]).at(-1)).toEqual({ kind: 'whole_output', run: R1, state: 'lost' })
  expect(whole.hear([out(R1, LONG)])).toHaveLength(1)
  expect(whole.path(R1)).toBeNull()
})
