import { readFileSync } from 'node:fs'

/** Processes that `multiprocessing` starts beside the user's own, by what stands on their command lines. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/multiprocessing\.resource_tracker/, 'resource tracker'],
  [/multiprocessing\.forkserver/, 'forkserver'],
  [/multiprocessing\.spawn/, 'spawned process'],
  [/multiprocessing\.semaphore_tracker/, 'semaphore tracker']
]

/**
 * A name for a process: the one it gave itself (the kernel has multiprocessing's children do so), else its role by its
 * command line, else the system's name for its program.
 */
export function nameFromCommand(command: string, program: string): string {
  if (!/^python/i.test(program)) return program
  return ROLES.find(([pattern]) => pattern.test(command))?.[1] ?? program
}

/** A name for a process; `folder` is the system's about it, `program` its name for what it runs. */
export function processName(folder: string, program: string): string {
  try {
    return nameFromCommand(readFileSync(`${folder}/cmdline`, 'utf8'), program)
  } catch {
    return program
  }
}
