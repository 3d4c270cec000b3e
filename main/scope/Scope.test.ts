import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Batch } from './messages'
import { Scope } from './Scope'
import { steadyNow } from './steadyClock'
import type { Hz } from './ticks'
import { buildWorker } from './testing/buildWorker'
import { findTestPythons, until, Watched } from './testing/pythons'

const python = process.platform === 'linux' ? findTestPythons()[0]?.path : undefined
if (python === undefined)
  process.stdout.write('skipped: watching in a thread needs Linux and a Python 3.9 or newer\n')

let built: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => (built = await buildWorker()))
afterAll(() => built.remove())

describe.skipIf(python === undefined)('a scope', () => {
  let watched: Watched
  let scope: Scope
  let batches: Batch[]
  const failures: Error[] = []
  const samples = () => batches.flatMap((batch) => batch.samples)
  function start(code: string, hz = 250): void {
    watched = Watched.start(python ?? '', code)
    batches = []
    scope = new Scope({
      pid: watched.pid,
      token: null,
      worker: built.file,
      hz: hz as Hz,
      onBatch: (batch) => batches.push(batch),
      onFailure: (error) => failures.push(error)
    })
  }
  afterEach(async () => {
    await scope.stop()
    await watched.end()
    expect(failures.splice(0)).toEqual([])
  })

  test('attaches while Python starts, and hands its samples out in order', async () => {
    start('import time; time.sleep(1000)')
    await until(() => samples().some(({ processes }) => processes[0]?.tier === 'exact'))
    const times = samples().map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(batches.every(({ hz, askedHz }) => askedHz === 250 && hz <= 250)).toBe(true)
  })
  test('takes orders while it sleeps', async () => {
    start('import time; time.sleep(1000)')
    await until(() => batches.length > 0)
    scope.rest(true)
    await until(() => batches.at(-1)?.askedHz === 10)
    scope.rest(false)
    scope.setRate(500 as Hz)
    await until(() => batches.at(-1)?.askedHz === 500)
    scope.setRate(20 as Hz)
    await until(() => batches.at(-1)?.askedHz === 50)
  })
  test('looks at once when asked to, also while it rests', async () => {
    start('import time; time.sleep(1000)')
    await until(() => batches.length > 0)
    scope.rest(true)
    await until(() => batches.at(-1)?.askedHz === 10)
    const asked = steadyNow()
    await Promise.all([scope.look(), scope.look()])
    const answered = steadyNow()
    expect(samples().some(({ at }) => at >= asked && at <= answered)).toBe(true)
  })
  test('stops when it is told to, with a last batch', async () => {
    start('import time; time.sleep(1000)')
    await until(() => batches.length > 0)
    await scope.stop()
    expect(batches.at(-1)?.over).toBe(true)
    await Promise.all([scope.look(), scope.stop()])
  })
  test('ends by itself with what it watches', async () => {
    start('input()')
    await until(() => samples().length > 0)
    watched.tell('\n')
    await until(() => batches.at(-1)?.over === true)
  })
})
