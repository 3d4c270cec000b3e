// The package for Fedora, openSUSE and those made from them.
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageOf } from '../setup/systemLibraries.mjs'
import { home, layOut, neededGlibc, shared } from './installed.mjs'
import { project } from './places.mjs'
import { must } from './tools.mjs'

const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch

/**
 * @param {string} app the app's folder
 * @param {string} file the package to write
 * @param {{ pythons: unknown[] }} contents
 * @param {string} work a folder for what is in between
 */
export async function makeRpm(app, file, contents, work) {
  const [root, spec, out] = ['rpm', 'gilscope.spec', 'rpm-out'].map((name) => join(work, name))
  await layOut(app, root)
  writeFileSync(spec, specOf(app, contents))
  const folders = { _topdir: join(work, 'rpm-top'), _rpmdir: out, _rpmfilename: 'gilscope.rpm' }
  const defined = Object.entries(folders).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  // It removes `root` itself.
  await must('rpmbuild', ['-bb', '--target', architecture, '--buildroot', root, ...defined, spec])
  copyFileSync(join(out, mustBeOne(readdirSync(out))), file)
  for (const each of [spec, out, join(work, 'rpm-top')]) rmSync(each, { recursive: true, force: true })
}

function mustBeOne(names) {
  if (names.length !== 1) throw new Error(`rpmbuild wrote ${String(names.length)} packages`)
  return names[0]
}

/** What is in it stays as it was built: nothing stripped, no byte code made anew, no links by build id. */
function specOf(app, { pythons }) {
  const needed = [...requires(app), 'xdg-utils'].map((name) => `Requires: ${name}\n`).join('')
  const recommended = pythons.length > 0 ? '' : 'Recommends: python3 >= 3.9\n'
  return `%define __spec_install_post %{nil}
%define debug_package %{nil}
%define _build_id_links none
%define _binary_payload w1T0.xzdio
Name: gilscope
Version: ${project.version.replaceAll('-', '~')}
Release: 1
Summary: ${project.description}
License: ${project.license}
AutoReqProv: no
${needed}${recommended}
%description
Jupyter-style notebooks as a desktop app: run processes, threads and asyncio in
a cell, and watch beside it which core ran which thread, and who held the GIL.

%postun
if [ "$1" = 0 ]; then rm -rf /${home}; fi

%files
%defattr(-,root,root,-)
${[home, 'usr/bin/gilscope', ...shared].map((place) => `"/${place}"`).join('\n')}
`
}

/** Libraries by their own names, which are the same in every distribution; what has them is called differently in each. */
function requires(app) {
  const libraries = Object.keys(packageOf).map((name) => `${name}()(64bit)`)
  return [`libc.so.6(GLIBC_${neededGlibc(app)})(64bit)`, ...libraries]
}
