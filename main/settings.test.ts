import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULTS, SettingsFile, validSettings, withInterpreter, withRecent, withTrusted } from './settings'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

const throwIt = (problem: unknown): void => {
  throw problem
}

describe('settings', () => {
  it('are the defaults before anything was chosen', async () => {
    expect((await SettingsFile.load(join(folder, 'none', 'settings.json'), throwIt)).now).toEqual(DEFAULTS)
  })

  it('come back as they were left', async () => {
    const path = join(folder, 'deep', 'settings.json')
    const first = await SettingsFile.load(path, throwIt)
    first.change({ language: 'zh' })
    first.change({ theme: 'dark', recent: ['/a.ipynb'] })
    first.change({ helpOff: ['never-joined'] })
    first.change({ openFiles: ['/a.ipynb', '/b.ipynb'], frontFile: '/b.ipynb' })
    await first.saved()
    expect((await SettingsFile.load(path, throwIt)).now).toEqual({
      ...DEFAULTS,
      language: 'zh',
      theme: 'dark',
      recent: ['/a.ipynb'],
      helpOff: ['never-joined'],
      openFiles: ['/a.ipynb', '/b.ipynb'],
      frontFile: '/b.ipynb'
    })
    expect(await readFile(path, 'utf8')).toMatch(/\n$/)
  })

  it('survive a damaged file, which is told', async () => {
    const path = join(folder, 'settings.json')
    await writeFile(path, '{"language": "z')
    const problems: unknown[] = []
    expect((await SettingsFile.load(path, (problem) => problems.push(problem))).now).toEqual(DEFAULTS)
    expect(problems).toHaveLength(1)
  })

  it('keep what is valid in a file from another version', () => {
    expect(validSettings({ language: 'klingon', theme: 'dark', recent: ['/a', 7], unknown: 1 })).toEqual({
      ...DEFAULTS,
      theme: 'dark',
      recent: ['/a']
    })
  })

  it('list a recent file once, newest first, and forget the oldest', () => {
    let settings = DEFAULTS
    for (let i = 0; i < 20; i++) settings = withRecent(settings, `/${i}.ipynb`)
    settings = withRecent(settings, '/15.ipynb')
    expect(settings.recent.slice(0, 3)).toEqual(['/15.ipynb', '/19.ipynb', '/18.ipynb'])
    expect(settings.recent).toHaveLength(8)
  })

  it('remember the Python of a notebook, and forget that of the one whose choice is oldest', () => {
    const choices = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`/${i}.ipynb`, '/usr/bin/python3'])
    )
    let settings = validSettings({ interpreters: choices })
    for (const notebook of ['/0.ipynb', '/new.ipynb'])
      settings = validSettings({ ...settings, ...withInterpreter(settings, notebook, '/opt/python') })
    const { interpreters } = settings
    expect(Object.keys(interpreters)).toHaveLength(500)
    expect([interpreters['/0.ipynb'], interpreters['/new.ipynb']]).toEqual(['/opt/python', '/opt/python'])
    expect(interpreters['/1.ipynb']).toBeUndefined()
  })

  it('list a trusted environment once', () => {
    const settings = validSettings({ trusted: ['/a/.venv', '/b/.venv'] })
    expect(withTrusted(settings, '/b/.venv')).toEqual({ trusted: ['/b/.venv', '/a/.venv'] })
  })
})
