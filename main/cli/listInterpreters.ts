/** `gilscope interpreters`: a line per Python, the one that would be chosen first. */
import { findInterpreters } from '../kernel/interpreters'
import type { Terminal } from './terminal'

export async function listInterpreters(terminal: Terminal): Promise<number> {
  const found = await findInterpreters({ folder: process.cwd() })
  for (const { path, version, freeThreaded, origin, unusable } of found) {
    const what = unusable ? `cannot be used: ${unusable.message}` : freeThreaded ? 'free-threaded' : ''
    terminal.line(`${version.padEnd(8)} ${origin.padEnd(7)} ${path}  ${what}`.trimEnd())
  }
  if (found.some((one) => !one.unusable)) return 0
  terminal.problem('no CPython 3.9 or newer was found')
  return 2
}
