// What the suites of packages need: the packages, with a Python inside where this machine has one that can be bundled;
// and for the longer one a Debian with nothing in it.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { kinds, makePackages } from '../package/make.mjs'
import { isMovable } from '../package/pythonLibraries.mjs'
import { missingTool, must } from '../package/tools.mjs'
import { inRoot } from '../setup/places.mjs'
import { pythons } from '../setup/pythons.mjs'
import { installPackages, installPrograms } from '../setup/systemLibraries.mjs'

/** Not where the user's own packages go: a kit would gather these, too. The tests look for them here. */
const folder = inRoot('out/test-packages')

/** Makes the packages that the tests are about, and before that whatever makes them; gives their files. */
export async function makePackagesForTests() {
  await installPrograms({ patchelf: 'patchelf', strip: 'binutils', strace: 'strace', xwininfo: 'x11-utils' })
  if (process.platform === 'linux')
    for (const { missing, debian } of kinds) if ((await missing()) !== null) await installPackages(debian)
  rmSync(folder, { recursive: true, force: true })
  const prefix = await prefixToBundle()
  if (prefix === null) return makePackages({ prefixes: [], wheels: null }, folder)
  const wheels = mkdtempSync(join(tmpdir(), 'gilscope wheels 轮子 '))
  try {
    await must(join(prefix, 'bin/python3'), ['-I', '-c', MAKE_WHEELS, wheels])
    return await makePackages({ prefixes: [prefix], wheels }, folder)
  } finally {
    rmSync(wheels, { recursive: true })
  }
}

/** Two versions of a package as wheels (PyPA's binary distribution format 1.0), of which the newer is for another Python. */
const MAKE_WHEELS = `
import sys, zipfile
for version, tag in ("1.0", "py3-none-any"), ("2.0", "py2-none-any"):
    info = f"gilscope_tiny-{version}.dist-info"
    files = {
        "gilscope_tiny.py": f"VERSION = '{version}'\\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: gilscope-tiny\\nVersion: {version}\\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\\nGenerator: us\\nRoot-Is-Purelib: true\\nTag: {tag}\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(f"{sys.argv[1]}/gilscope_tiny-{version}-{tag}.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
`

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
 * Makes a Debian with nothing in it but what debootstrap puts there, the lists of packages, and ours in /srv/packages.
 * @param {string[]} files the packages
 * @param {(root: string) => Promise<unknown>} work
 * @returns {Promise<string | null>} why it cannot be done here
 */
export async function withCleanDebian(files, work) {
  const sources = '/etc/apt/sources.list.d/debian.sources'
  if (process.getuid?.() !== 0 || !existsSync(sources)) return 'it takes root on a Debian to make another one'
  await installPrograms({ debootstrap: 'debootstrap' })
  const text = readFileSync(sources, 'utf8')
  const mirror = /^URIs: (\S+)/m.exec(text)[1]
  const suite = /^Suites: (\S+)/m.exec(text)[1]
  const root = mkdtempSync(join(tmpdir(), 'gilscope-debian-'))
  chmodSync(root, 0o755) // it is some user's /
  try {
    await must('debootstrap', ['--variant=minbase', suite, root, mirror])
    rmSync(join(root, 'etc/apt/sources.list'), { force: true })
    writeFileSync(join(root, 'etc/apt/sources.list.d/debian.sources'), text)
    copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'))
    mkdirSync(join(root, 'srv/packages'))
    for (const file of files) copyFileSync(file, join(root, 'srv/packages', basename(file)))
    await must('chroot', [root, 'apt-get', '-q', 'update'])
    await work(root)
    return null
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
