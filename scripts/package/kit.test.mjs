import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKit } from './kit.mjs'
import { project } from './places.mjs'

let folder
let kit
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kit 套件 '))
  mkdirSync(join(folder, 'packages/work'), { recursive: true })
  for (const name of [`gilscope-${project.version}-windows-x64-setup.exe`, 'gilscope-0.0.0-linux-x64.deb'])
    writeFileSync(join(folder, 'packages', name), name)
  kit = makeKit(join(folder, 'packages'), join(folder, 'kit'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('it holds the packages of this version, whatever system they are for, the course and both pages', () => {
  expect(existsSync(join(kit, `packages/gilscope-${project.version}-windows-x64-setup.exe`))).toBe(true)
  expect(existsSync(join(kit, 'packages/gilscope-0.0.0-linux-x64.deb'))).toBe(false)
  for (const file of ['course/index.json', 'check-my-setup.html', 'handout.html', 'style.css'])
    expect(existsSync(join(kit, file)), file).toBe(true)
})

test('its pages need nothing but what is in the kit, and every link leads somewhere', () => {
  const linked = ['check-my-setup.html', 'handout.html'].flatMap((page) => {
    const text = readFileSync(join(kit, page), 'utf8')
    expect(text).not.toMatch(/https?:/)
    return [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) =>
      join(dirname(page), decodeURI(match[1]))
    )
  })
  const file = `packages/gilscope-${project.version}-windows-x64-setup.exe`
  expect([...new Set(linked)].sort()).toEqual(['check-my-setup.html', file, 'style.css'])
  for (const name of linked) expect(existsSync(join(kit, name)), name).toBe(true)
})

test('the page that says which file to take has each package, with what it is for', () => {
  const text = readFileSync(join(kit, 'check-my-setup.html'), 'utf8')
  expect(text).toContain('Windows: installs for you alone')
  expect(text).not.toContain('<!-- packages -->')
  expect(text).not.toContain('gilscope-0.0.0')
})

test.skipIf(process.platform !== 'linux')(
  'sha256sum finds each of its files whole, and a changed one',
  () => {
    const check = () =>
      execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: kit, stdio: 'pipe' })
    expect(check().toString()).toBe('')
    writeFileSync(join(kit, 'handout.html'), 'changed')
    expect(check).toThrow()
  }
)
