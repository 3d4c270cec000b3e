// The processes of an app as Linux sees them.
import { readdirSync, readFileSync } from 'node:fs'

/**
 * A process and all it started, with the memory of each: its own pages and its share of those it has with others
 * (PSS), so that the sum counts nothing twice.
 * @param {number} pid
 * @returns {{ pid: number, program: string, mb: number }[]}
 */
export function treeOf(pid) {
  const childrenOf = new Map()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(
      read(name, 'stat')
        ?.replace(/^.*\) \S /s, '')
        .split(' ')[0] ?? NaN
    )
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)])
  }
  const tree = (root) => [root, ...(childrenOf.get(root) ?? []).flatMap(tree)]
  return tree(pid).map((one) => ({
    pid: one,
    program: read(one, 'comm')?.trim() ?? '',
    mb: Number(/^Pss:\s+(\d+) kB$/m.exec(read(one, 'smaps_rollup') ?? '')?.[1] ?? 0) / 1024
  }))
}

/** null when the process ended meanwhile. */
function read(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return null
    throw error
  }
}
