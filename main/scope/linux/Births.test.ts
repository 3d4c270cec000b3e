import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Births } from './Births'

let proc: string
beforeEach(() => (proc = mkdtempSync(join(tmpdir(), 'gilscope-births-'))))
afterEach(() => rmSync(proc, { recursive: true }))

const gave = (number: number): void =>
  writeFileSync(join(proc, 'loadavg'), `0.20 0.18 0.12 1/80 ${String(number)}\n`)

test('a number that was given is news for two looks, for its thread can be found a moment later', () => {
  gave(11_206)
  const births = new Births(proc)
  const news = [11_206, 11_206, 11_206, 11_206, 21_206, 21_206, 21_206].map((number) => {
    gave(number)
    births.look()
    return births.areNew
  })
  expect(news).toEqual([true, true, false, false, true, true, false])
  expect([births.within(2), births.within(3)]).toEqual([false, true])
  births.close()
})

test.each([
  ['is not there', null],
  ['says nothing', ''],
  ['has no number', '0.00 0.00 0.00 0/0 0\n']
])('where the file %s anything may have begun at any time', (_, text) => {
  if (text !== null) writeFileSync(join(proc, 'loadavg'), text)
  const births = new Births(proc)
  for (let i = 0; i < 4; i += 1) {
    births.look()
    expect(births.areNew).toBe(true)
  }
  births.close()
})
