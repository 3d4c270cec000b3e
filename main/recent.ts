import { stat } from 'node:fs/promises'
import { codeOf } from './files/atomicWrite'

/** A network folder that does not answer keeps nobody from the welcome page. */
const PATIENCE_MS = 1_000

/** Those of the paths at which there is still a file, or of which that cannot be told now. */
export async function stillThere(paths: readonly string[]): Promise<readonly string[]> {
  const gone = await Promise.all(paths.map((path) => Promise.race([isGone(path), patience()])))
  return paths.filter((_, at) => !gone[at])
}

async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path)
    return false
  } catch (problem) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(problem))
  }
}

function patience(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS).unref()
  })
}
