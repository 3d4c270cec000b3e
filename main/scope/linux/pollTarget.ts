import { readdirSync, readlinkSync } from 'node:fs'

/**
 * Whether a descriptor of a process looks like the one by which `multiprocessing` learns that a child has ended: the
 * reading end of a pipe whose other end the process itself does not hold. A pipe for messages from a child whose writing
 * end was closed here looks the same; it too is a wait for a child.
 * @param process the system's folder about the process.
 */
export function isSentinel(process: string, descriptor: number): boolean {
  const folder = `${process}/fd`
  try {
    const target = readlinkSync(`${folder}/${String(descriptor)}`)
    if (!target.startsWith('pipe:')) return false
    return readdirSync(folder).every(
      (other) => Number(other) === descriptor || linkOf(`${folder}/${other}`) !== target
    )
  } catch {
    return false
  }
}

/** Descriptors are closed while they are listed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
