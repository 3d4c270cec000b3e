// The workshop kit: what a teacher carries to a room of laptops without a network.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../setup/places.mjs'
import { packages, project, sources } from './places.mjs'

/**
 * Gathers every package of this version that is there, so those that were built on other systems and put there too.
 * @param {string} [from] where packages are
 * @param {string} [kit] the folder to make
 * @returns {string} the kit's folder
 */
export function makeKit(from = packages, kit = inRoot('out/kit', `gilscope-kit-${project.version}`)) {
  rmSync(kit, { recursive: true, force: true })
  mkdirSync(join(kit, 'packages'), { recursive: true })
  const files = readdirSync(from).filter(isPackage).sort()
  for (const name of files) cpSync(join(from, name), join(kit, 'packages', name))
  cpSync(inRoot('course'), join(kit, 'course'), { recursive: true })
  cpSync(join(sources, 'kit'), kit, { recursive: true })
  const page = join(kit, 'check-my-setup.html')
  const rows = files.map((name) => rowOf(name, statSync(join(from, name)).size)).join('')
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace('<!-- packages -->', () => rows)
  )
  writeFileSync(join(kit, 'SHA256SUMS'), sums(kit))
  return kit
}

/** Whom a package is for, by its name. */
const uses = [
  [/\.deb$/, 'Debian, Ubuntu: to install', 'Debian、Ubuntu：安装'],
  [/\.rpm$/, 'Fedora, openSUSE: to install', 'Fedora、openSUSE：安装'],
  [/\.tar\.gz$/, 'any Linux: unpack it, start gilscope', '任何 Linux：解压后运行 gilscope'],
  [/\.AppImage$/, 'any Linux: copy it to your folder, start it', '任何 Linux：复制到自己的文件夹后运行'],
  [/\.exe$/, 'Windows: installs for you alone', 'Windows：只为您自己安装'],
  [/windows.*\.zip$/, 'Windows: unpack it, start Gilscope', 'Windows：解压后运行 Gilscope'],
  [/\.dmg$/, 'macOS: drag it to Applications', 'macOS：拖到“应用程序”'],
  [/macos.*\.zip$/, 'macOS: unpack it, start Gilscope', 'macOS：解压后运行 Gilscope']
]

/** A package in the table of the page: a link to it, its size, and its use in both languages. */
function rowOf(name, bytes) {
  const [, english, chinese] = uses.find(([pattern]) => pattern.test(name)) ?? [null, '', '']
  const [inside, brings] = name.includes('-with-python-')
    ? [', with Python inside', '，自带 Python']
    : ['', '']
  return `<tr>
      <td><a href="packages/${encodeURI(name)}">${name}</a></td>
      <td>${(bytes / 1e6).toFixed(0)} MB</td>
      <td lang="en">${english}${inside}</td>
      <td lang="zh-CN">${chinese}${brings}</td>
    </tr>
    `
}

const isPackage = (name) => name.startsWith('gilscope') && name.includes(project.version)

/** As sha256sum(1) writes and checks them. */
function sums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
  const name = (file) => file.slice(folder.length + 1).replaceAll('\\', '/')
  return files.map((file) => `${sum(file)}  ${name(file)}\n`).join('')
}
