// The launcher of Linux, before a program that only says how it was started.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sources } from './places.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher 启动 '))
  mkdirSync(join(folder, 'tools'))
  copyFileSync(join(sources, 'linux/gilscope'), join(folder, 'gilscope'))
  program('gilscope-app', 'printf "%s\\n" "why=${GILSCOPE_NO_SANDBOX-}" "$@"')
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(name, script) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

/** As a user for whom these programs come before the system's. */
const start = (...args) => startWith({ DISPLAY: ':0' }, ...args)
function startWith(environment, ...args) {
  const env = { PATH: `${join(folder, 'tools')}:/usr/bin:/bin`, ...environment }
  const { stdout, stderr } = spawnSync(join(folder, 'gilscope'), args, { cwd: folder, env, encoding: 'utf8' })
  const [why, ...passed] = stdout.trimEnd().split('\n')
  return { why: why?.slice('why='.length), passed, stderr }
}
const user = (id) => program('tools/id', `echo ${id}`)
const namespaces = (work) => program('tools/unshare', `exit ${work ? 0 : 1}`)

describe.skipIf(process.platform !== 'linux')('the launcher', () => {
  test('a bare word and the common options are for the command line, with all that follows', () => {
    const before = ['--no-sandbox', '--log-level=3', '--command-line', '--']
    for (const words of [['run', 'a b.ipynb', '--json'], ['--version'], ['--help'], ['doctor', '--json']])
      expect(start(...words)).toMatchObject({ passed: [...before, ...words], stderr: '' })
  })

  test('a file is opened in the window, also one that is named like a command', () => {
    user(1000)
    namespaces(true)
    writeFileSync(join(folder, 'run'), '')
    expect(start('run').passed).toEqual(['run'])
    expect(start('课/a b.ipynb')).toEqual({ why: '', passed: ['课/a b.ipynb'], stderr: '' })
  })

  test('a folder that is named like a command does not stand in its way, as /run would', () => {
    mkdirSync(join(folder, 'run'))
    expect(start('run', 'a.ipynb').passed).toContain('--command-line')
  })

  test('without a display only the command line starts, and the window says why it does not', () => {
    user(1000)
    namespaces(true)
    const { why, stderr } = startWith({}, 'a.ipynb')
    expect({ why, stderr }).toEqual({ why: '', stderr: expect.stringContaining('gilscope run FILE') })
    expect(startWith({ WAYLAND_DISPLAY: 'wayland-0' }, 'a.ipynb').passed).toEqual(['a.ipynb'])
    expect(startWith({}, 'run', 'a.ipynb').passed).toContain('--command-line')
  })

  test('where the system allows no sandbox the app is told why, and never goes without by itself', () => {
    user(1000)
    namespaces(false)
    const forbidden = start('a.ipynb')
    expect(forbidden).toMatchObject({ passed: ['--no-sandbox', 'a.ipynb'] })
    expect(forbidden.why).toMatch(/^(namespaces|apparmor)$/)
    expect(forbidden.stderr).toContain('the app asks whether to go on')
    user(0)
    namespaces(true)
    expect(start('a.ipynb')).toMatchObject({ why: 'root', passed: ['--no-sandbox', 'a.ipynb'] })
  })

  test('who asks for no sandbox is not asked again', () => {
    user(0)
    const asked = start('--no-sandbox', 'a.ipynb')
    expect(asked).toMatchObject({ why: '', passed: ['--no-sandbox', 'a.ipynb'] })
    expect(asked.stderr).toContain('as asked')
  })

  test('it finds the app through links, as the .deb puts one on the PATH', () => {
    user(1000)
    namespaces(true)
    symlinkSync(join(folder, 'gilscope'), join(folder, 'tools/linked'))
    const { stdout } = spawnSync(join(folder, 'tools/linked'), ['--version'], { encoding: 'utf8' })
    expect(stdout).toContain('--version')
  })
})
