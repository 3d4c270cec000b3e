import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { printElsewhere } from './printElsewhere'

const home = mkdtempSync(join(tmpdir(), 'print-test-'))
afterEach(() => rmSync(home, { recursive: true, force: true }))

it('says what is missing where there is no Electron', async () => {
  const printed = await printElsewhere(home)('<p>x</p>', 'x')
  expect(printed).toMatchObject({ ok: false, problem: { code: 'cannot-print' } })
  expect(JSON.stringify(printed)).toContain('npm start brings it')
})

it('says what an Electron said that could not', async () => {
  const dist = join(home, 'node_modules/electron/dist')
  mkdirSync(dist, { recursive: true })
  writeFileSync(join(home, 'node_modules/electron/path.txt'), 'electron')
  const script = '#!/bin/sh\necho a word >&2\necho no such library >&2\nexit 127\n'
  writeFileSync(join(dist, 'electron'), script, { mode: 0o755 })
  const printed = await printElsewhere(home)('<p>x</p>', 'x')
  expect(printed).toMatchObject({
    problem: { message: 'Electron could not make the pages: no such library' }
  })
})
