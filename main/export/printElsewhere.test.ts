import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { printElsewhere } from './printElsewhere'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'print-test-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

/** A program in Electron's place. */
function electron(program: string): void {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/')
  mkdirSync(join(home, 'node_modules/electron'), { recursive: true })
  writeFileSync(join(home, 'node_modules/electron/path.txt'), program)
}

it('says what to do where there is no Electron', async () => {
  const printed = await printElsewhere(home)('<p>', 'a')
  expect(printed).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('npm start') as string }
  })
})

it('says why nothing can be made where the temporary folder cannot be written', async () => {
  electron(process.execPath)
  vi.stubEnv('TMPDIR', join(home, 'gone'))
  const printed = await printElsewhere(home)('<p>', 'a')
  const message = `the pages cannot be made in ${join(home, 'gone')}: there is no such file or folder`
  expect(printed).toMatchObject({ ok: false, problem: { code: 'cannot-print', message } })
})

it('passes on the last words of an Electron that fails', async () => {
  electron(process.execPath) // Node takes the folder for a script that is not there
  const printed = await printElsewhere(home)('<p>', 'a')
  expect(printed).toMatchObject({
    ok: false,
    problem: { message: expect.stringMatching(/^Electron could not make the pages: ./) as string }
  })
})
