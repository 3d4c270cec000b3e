/**
 * Pictures that a Markdown cell names by a path beside the notebook. A notebook may come from anybody, so a name is taken
 * only where it is relative (on Windows `\\server\…` alone would tell a stranger's server who reads), and a file only
 * where its bytes say that it is a picture. What is read is shown, and is in pages that the user exports.
 */
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep, win32 } from 'node:path'

/** Bytes. */
const LARGEST = 30_000_000

/** The first bytes of each kind (as Latin-1), by its MIME type. */
const KINDS: readonly (readonly [type: string, begins: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  // Shown as a picture, in which no script of it runs. A comment ends at its first `-->`: else many of them take for ever.
  [
    'image/svg+xml',
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[^])*-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i
  ]
]

/** A named pipe is opened without waiting for who writes to it. (Windows has neither.) */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** How many bytes tell the kind: an SVG may begin with comments. */
const HEAD = 4096

/**
 * The `data:` address of the picture that `name`, as Markdown has it, means in this folder.
 * @returns null where there is no such picture, whatever the reason
 */
export async function readPicture(folder: string, name: string): Promise<string | null> {
  const path = relativePath(name)
  if (path === null) return null
  const file = await open(resolve(folder, path), READ).catch(() => null)
  if (file === null) return null
  try {
    const { size } = await file.stat().then((about) => (about.isFile() ? about : { size: 0 }))
    if (size === 0 || size > LARGEST) return null
    const bytes = await file.readFile()
    const head = bytes.subarray(0, HEAD).toString('latin1')
    const type = KINDS.find(([, begins]) => begins.test(head))?.[0]
    return type === undefined ? null : `data:${type};base64,${bytes.toString('base64')}`
  } catch {
    return null
  } finally {
    await file.close()
  }
}

/** Whether a picture's name leads out of the folder, also by a link; what is not there leads nowhere. */
export async function leadsOut(folder: string, name: string): Promise<boolean> {
  const path = relativePath(name)
  if (path === null) return false
  const [home, target] = await Promise.all(
    [folder, resolve(folder, path)].map((each) => realpath(each).catch(() => null))
  )
  if (home === null || target === null || home === undefined || target === undefined) return false
  const below = relative(home, target)
  return below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)
}

/** What of a name is a path: percent-encoded signs decoded, `?…` and `#…` left out; null for one that is not relative. */
export function relativePath(name: string): string | null {
  const plain = name.replace(/[?#].*$/s, '')
  let path = plain
  try {
    path = decodeURIComponent(plain)
  } catch {
    // A name with a lone percent sign means itself.
  }
  const isElsewhere = /^[a-z][a-z0-9+.-]*:/i.test(path) || isAbsolute(path) || win32.isAbsolute(path)
  return path === '' || path.includes('\0') || isElsewhere || /^[\\/]/.test(path) ? null : path
}
