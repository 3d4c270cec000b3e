/** What a notebook's folder holds, for the page's list of files. */
import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { FolderEntry, FolderListing } from '../../common/ipc'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { systemReason } from './fileText'
import { isDocumentName, isNotebookName } from './notebookFiles'

/** A folder of data may hold a hundred thousand files; nobody looks for a notebook in such a list. */
const MOST = 1_000

/** Python's own, which no reader of a notebook looks for. */
const HIDDEN = /^(\.|__pycache__$|.*\.egg-info$)/

/** As people count: `part 2` before `part 10`. */
const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * The folder `below` this one, by the names that lead there.
 * @returns `cannot-read` with the system's reason; `bad-call` where a name leads elsewhere
 */
export async function listFolder(folder: string, below: readonly string[]): Promise<Result<FolderListing>> {
  if (below.some((name) => name === '' || name === '..' || name.includes('/') || name.includes(sep)))
    return failed('bad-call', `${below.join(' / ')} does not lead below the folder`)
  const path = join(folder, ...below)
  try {
    const all = await readdir(path, { withFileTypes: true })
    const seen = all.filter(({ name }) => !HIDDEN.test(name))
    const entries = await Promise.all(
      seen.map(async (entry): Promise<FolderEntry> => {
        const at = join(path, entry.name)
        const isFolder = entry.isSymbolicLink() ? await leadsToFolder(at) : entry.isDirectory()
        return { name: entry.name, path: at, kind: isFolder ? 'folder' : kindOf(entry.name) }
      })
    )
    entries.sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name))
    return ok({ path, entries: entries.slice(0, MOST), more: Math.max(0, entries.length - MOST) })
  } catch (error) {
    const reason = systemReason(error)
    return failed('cannot-read', `${path} cannot be read: ${reason}.`, reason)
  }
}

const rank = ({ kind }: FolderEntry): number => (kind === 'folder' ? 0 : 1)

function kindOf(name: string): FolderEntry['kind'] {
  return isNotebookName(name) ? 'notebook' : isDocumentName(name) ? 'document' : 'other'
}

function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false
  )
}
