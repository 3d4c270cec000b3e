// What the suites of packages need: the packages, with a Python inside where this machine has one that can be bundled;
// and for the longer one a Debian with nothing but the .deb in it.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { makePackages } from '../package/make.mjs'
import { isMovable } from '../package/pythonLibraries.mjs'
import { missingTool, must } from '../package/tools.mjs'
import { pythons } from '../setup/pythons.mjs'
import { installPrograms } from '../setup/systemLibraries.mjs'

/** Makes the packages that the tests are about; gives their files. */
export async function makePackagesForTests() {
  await installPrograms({ patchelf: 'patchelf', strip: 'binutils', strace: 'strace', rpmbuild: 'rpm' })
  const prefix = await prefixToBundle()
  return makePackages({ prefixes: prefix === null ? [] : [prefix], wheels: null }, [
    '.tar.gz',
    '.deb',
    '.rpm'
  ])
}

/** The first Python that was not installed by the system, whose own lies in pieces, and that can be moved. */
async function prefixToBundle() {
  if (process.platform === 'linux' && missingTool('patchelf', 'strip', 'ldd') !== null) return null
  for await (const { path } of pythons()) {
    const prefix = dirname(dirname(realpathSync(path)))
    if (/^(\/usr|\/)$/.test(prefix) || !existsSync(join(prefix, 'bin/python3'))) continue
    if (process.platform !== 'linux' || (await isMovable(realpathSync(path)))) return prefix
  }
  return null
}

/**
 * Installs a .deb into a Debian of its own, as apt does it for a user: with what the package says that it depends on.
 * @param {string} deb
 * @param {(root: string) => Promise<unknown>} work
 * @returns {Promise<string | null>} why it cannot be done here
 */
export async function inCleanDebian(deb, work) {
  const sources = '/etc/apt/sources.list.d/debian.sources'
  if (process.getuid?.() !== 0 || !existsSync(sources)) return 'it takes root on a Debian to make another one'
  await installPrograms({ debootstrap: 'debootstrap' })
  const text = readFileSync(sources, 'utf8')
  const mirror = /^URIs: (\S+)/m.exec(text)[1]
  const suite = /^Suites: (\S+)/m.exec(text)[1]
  const root = mkdtempSync(join(tmpdir(), 'gilscope-debian-'))
  chmodSync(root, 0o755) // it is some user's /
  const inside = (...args) =>
    must('chroot', [root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args])
  try {
    await must('debootstrap', ['--variant=minbase', suite, root, mirror])
    rmSync(join(root, 'etc/apt/sources.list'), { force: true })
    writeFileSync(join(root, 'etc/apt/sources.list.d/debian.sources'), text)
    copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'))
    copyFileSync(deb, join(root, 'tmp/gilscope.deb'))
    await inside('update')
    await inside('install', '--no-install-recommends', '/tmp/gilscope.deb')
    await work(root)
    return null
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
