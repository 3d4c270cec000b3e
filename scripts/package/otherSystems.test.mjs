// What only Windows and macOS can build is checked here as far as any system can.
import { existsSync, readFileSync } from 'node:fs'
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inRoot } from '../setup/places.mjs'
import { configuration } from './builder.mjs'
import { project } from './places.mjs'

const contents = { pythons: [] }
/** electron-builder's own check of names and values; it throws. */
const check = (config) => validateConfiguration(config, { isEnabled: false })

describe.each(['linux', 'win32', 'darwin'])('for %s', (platform) => {
  const config = configuration({ version: '45.4.1' }, contents, platform)

  test('electron-builder understands all that it is told', async () => {
    await check({
      ...config,
      win: { ...config.win, icon: 'icon.ico' },
      mac: { ...config.mac, icon: 'icon.icns' }
    })
    await expect(check({ ...config, nsis: { ...config.nsis, perMachin: false } })).rejects.toThrow(
      'configuration.nsis should be'
    )
  })

  test('what it is to copy is there', () => {
    for (const { from } of [...config.extraResources, ...config.extraFiles])
      expect(existsSync(inRoot(from)), from).toBe(true)
  })
})

test('the recipe for CI calls commands that are there, and every secret that it names is told of', () => {
  const recipe = parse(readFileSync(inRoot('.github/workflows/packages.yml'), 'utf8'))
  const { steps, strategy } = recipe.jobs.package
  expect(strategy.matrix.os.map((name) => name.split('-')[0])).toEqual([
    'ubuntu',
    'windows',
    'macos',
    'macos'
  ])
  const commands = steps.flatMap(({ run }) => run?.trim().split('\n') ?? [])
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) {
    const script = /^npm run (\S+)/.exec(command)?.[1]
    if (script !== undefined) expect(project.scripts).toHaveProperty(script)
    else expect(command).toMatch(/^sudo apt-get /)
  }
  const secrets = [...JSON.stringify(steps).matchAll(/secrets\.(\w+)/g)].map((match) => match[1])
  const told = readFileSync(inRoot('docs/packaging.md'), 'utf8')
  expect(new Set(secrets).size).toBe(7)
  for (const secret of secrets) expect(told).toContain(`\`${secret}\``)
})
