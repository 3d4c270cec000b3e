// The shared libraries that a Python's own modules link, brought along on Linux: a bare system lacks some.
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../setup/say.mjs'
import { missingTool, must } from './tools.mjs'

/** The C library and the compiler's, which every system has and which must be its own. */
const OF_THE_SYSTEM = /^(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv|gcc_s|stdc\+\+))\.so/
/** Where every glibc system has the program that loads others. */
const LOADERS = /^\/lib(64)?\/ld-linux-[^/]+$/

/**
 * Gathers libraries into `lib/vendored`, where everything then looks for them by a path relative to itself; and takes
 * symbols out that only debuggers read. `_PyRuntime`, which the scope looks for, is among those that stay.
 */
export async function bringLibraries(folder, series) {
  const missing = missingTool('patchelf', 'strip', 'ldd')
  if (missing !== null)
    throw new SetupError(
      `to bundle a Python this system lacks ${missing}. On Debian: sudo apt-get install patchelf binutils libc-bin`
    )
  const program = join(folder, 'bin', `python${series}`)
  const loader = await loaderOf(program)
  if (!LOADERS.test(loader))
    throw new SetupError(
      `${program} is loaded by ${loader}, which other systems do not have: it cannot be moved`
    )

  const modules = join(folder, 'lib', `python${series}`, 'lib-dynload')
  const vendored = join(folder, 'lib', 'vendored')
  mkdirSync(vendored)
  const shared = readdirSync(join(folder, 'lib')).filter((name) => name.startsWith('libpython'))
  const ours = [
    program,
    ...shared.map((name) => join(folder, 'lib', name)),
    ...(existsSync(modules) ? readdirSync(modules).map((name) => join(modules, name)) : [])
  ]
  for (const file of ours) await gather(file, vendored)
  await must('strip', ['--strip-unneeded', ...ours])
  const towards = (from) => `$ORIGIN/${from}`
  await must('patchelf', ['--set-rpath', `${towards('../lib')}:${towards('../lib/vendored')}`, program])
  for (const name of shared)
    await must('patchelf', ['--set-rpath', towards('vendored'), join(folder, 'lib', name)])
  for (const file of ours.filter((file) => file.startsWith(modules)))
    await must('patchelf', ['--set-rpath', towards('../../vendored'), file])
  for (const name of readdirSync(vendored))
    await must('patchelf', ['--set-rpath', '$ORIGIN', join(vendored, name)])
}

/** Whether a Python's program can run on other systems at all. */
export async function isMovable(program) {
  return LOADERS.test(await loaderOf(program))
}

const loaderOf = async (program) => (await must('patchelf', ['--print-interpreter', program])).trim()

/** Copies what the loader would load for a file, and what that needs in turn, which ldd lists too. */
async function gather(file, vendored) {
  const output = await must('ldd', [file])
  const lost = /^\s*(\S+) => not found$/m.exec(output)
  if (lost !== null && !lost[1].startsWith('libpython'))
    throw new SetupError(`${file} needs ${lost[1]}, which is not here`)
  for (const [, name, path] of output.matchAll(/^\s*(\S+) => (\/\S+)/gm)) {
    const target = join(vendored, name)
    if (!OF_THE_SYSTEM.test(name) && !name.startsWith('libpython') && !existsSync(target))
      cpSync(realpathSync(path), target)
  }
}
