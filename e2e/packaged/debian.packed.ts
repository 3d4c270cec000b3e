/** The .deb and the .rpm: what they say and hold, and in a Debian of its own (`npm run package:test`) what becomes of the first there. */
import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeHome, newestPackage, Packaged, whyNot } from './ordinaryUser'

const deb = (): string => {
  const file = newestPackage('.deb')
  test.skip(file === undefined, 'this system has no dpkg-deb, which makes a .deb')
  return file!
}
const root = process.env['GILSCOPE_DEBIAN'] ?? ''

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
  const rpm = newestPackage('.rpm')
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

test('in a clean Debian an ordinary user opens the course and runs a cell; removed, it leaves nothing', async () => {
  test.skip(root === '', 'npm run package:test makes a Debian for it')
  const problem = whyNot()
  test.skip(problem !== null, problem ?? '')
  const course = '/opt/gilscope/resources/course/en'
  const chapter = readdirSync(join(root, course)).sort()[0]!
  mkdirSync(join(root, 'srv/user'), { recursive: true })
  const home = makeHome(mkdtempSync(join(root, 'srv/user/'))).slice(root.length)
  execFileSync('chmod', ['-R', 'a+rX', join(root, 'srv')])
  const packaged = await Packaged.start('/usr/bin/gilscope', join(course, chapter), home, root)
  try {
    const { page } = packaged
    await page.getByRole('listitem').first().click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.getByRole('textbox', { name: 'Code of cell 1', exact: true }).click()
    await page.keyboard.insertText('import sys; print(sys.prefix)')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('group', { name: 'Output of cell 1', exact: true })).toContainText(
      '/opt/gilscope/resources/python/'
    )
    expect(packaged.processes().filter(({ command }) => command.includes('--no-sandbox'))).toEqual([])
  } finally {
    await packaged.end()
  }
  expect(packaged.reachedOut()).toEqual([])

  execFileSync('chroot', [root, 'dpkg', '--purge', 'gilscope'], { stdio: 'ignore' })
  // An empty /opt goes too.
  const places = ['usr', 'opt', 'etc', 'var/lib/dpkg'].filter((place) => existsSync(join(root, place)))
  const left = execFileSync('find', [...places, '-iname', '*gilscope*'], { cwd: root, encoding: 'utf8' })
  expect(left).toBe('')
  rmSync(join(root, 'srv/user'), { recursive: true })
})
