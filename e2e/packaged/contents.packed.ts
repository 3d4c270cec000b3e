/** The packages for Linux that are one file each: what they say and hold. */
import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageOf } from './ordinaryUser'

const RELEASE = `${(JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version}\n`

const deb = (): string => {
  const file = packageOf('.deb')
  test.skip(file === undefined, 'this system has no dpkg-deb, which makes a .deb')
  return file!
}

test('the package says what it needs, and brings a menu entry, a file type, and a helper for the sandbox', () => {
  const control = execFileSync('dpkg-deb', ['-f', deb()], { encoding: 'utf8' })
  expect(control).toMatch(/^Depends: libc6 \(>= 2\.\d+\), .*libgtk-3-0t64 \| libgtk-3-0, /m)
  const list = execFileSync('dpkg-deb', ['-c', deb()], { encoding: 'utf8' })
  expect(list).toMatch(/^-rwsr-xr-x root\/root .* \.\/opt\/gilscope\/chrome-sandbox$/m)
  expect(list).toMatch(/\.\/usr\/bin\/gilscope -> \/opt\/gilscope\/gilscope$/m)
  for (const file of [
    'applications/gilscope.desktop',
    'mime/packages/gilscope.xml',
    'icons/hicolor/scalable/apps/gilscope.svg'
  ])
    expect(list).toContain(`./usr/share/${file}\n`)
  expect(list.split('\n').filter((line) => line !== '' && !line.includes(' root/root '))).toEqual([])
})

test('the package for Fedora and openSUSE asks for libraries by their names, and holds the same', () => {
  const rpm = packageOf('.rpm')
  test.skip(rpm === undefined, 'this system has no rpmbuild, which makes a .rpm')
  const ask = (...query: string[]): string =>
    execFileSync('rpm', ['-qp', '--nosignature', ...query, rpm!], { encoding: 'utf8' })
  const needed = ask('--requires')
  expect(needed).toMatch(/^libgtk-3\.so\.0\(\)\(64bit\)$/m)
  expect(needed).toMatch(/^libc\.so\.6\(GLIBC_2\.\d+\)\(64bit\)$/m)
  const files = ask('--queryformat', '[%{FILEMODES:perms} %{FILEUSERNAME} %{FILENAMES}\\n]')
  expect(files).toMatch(/^-rwsr-xr-x root \/opt\/gilscope\/chrome-sandbox$/m)
  expect(files).toMatch(/^lrwxrwxrwx root \/usr\/bin\/gilscope$/m)
  expect(files).toMatch(/^-rw-r--r-- root \/opt\/gilscope\/resources\/app\.asar$/m)
  expect(files).toMatch(/^-rw-r--r-- root \/usr\/share\/applications\/gilscope\.desktop$/m)
})

test('the AppImage holds the same, what desktops ask for, and needs nothing to be unpacked or mounted', async () => {
  const file = packageOf('.AppImage')
  test.skip(file === undefined, 'this system lacks what makes an AppImage; npm run package says what')
  expect(readFileSync(file!).subarray(8, 11).toString('latin1')).toBe('AI\x02')
  const folder = mkdtempSync(join(tmpdir(), 'gilscope 镜像 '))
  try {
    // With nothing of the system: no FUSE, no squashfs-tools.
    execFileSync(file!, ['--appimage-extract'], { cwd: folder, env: { PATH: '/nowhere' } })
    const inside = join(folder, 'squashfs-root')
    expect(readlinkSync(join(inside, 'AppRun'))).toBe('gilscope')
    expect(readFileSync(join(inside, 'gilscope.desktop'), 'utf8')).toContain('Icon=gilscope\n')
    for (const picture of ['gilscope.svg', '.DirIcon', 'usr/share/icons/hicolor/scalable/apps/gilscope.svg'])
      expect(statSync(join(inside, picture)).size).toBeGreaterThan(100)
    expect(existsSync(join(inside, 'resources/app.asar'))).toBe(true)
    expect(existsSync(join(inside, 'chrome-sandbox'))).toBe(false)
    const version = (...options: string[]): string =>
      execFileSync(file!, [...options, '--version'], { env: { ...process.env, TMPDIR: folder } }).toString()
    expect([version(), version('--appimage-extract-and-run')]).toEqual([RELEASE, RELEASE])
    await expect.poll(() => readdirSync(folder)).toEqual(['squashfs-root'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
