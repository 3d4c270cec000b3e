/** Notebooks and documents on disk: opening, and saving so that nothing is ever half written or silently overwritten. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { access, constants, stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { textFormats, type FileText } from '../../common/fileFormats'
import type { Notebook } from '../../common/notebook'
import { readNotebook } from '../../common/notebookFile'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { codeOf, mustBeWritable, removeLeftovers, replaceFile, targetOf } from './atomicWrite'
import { decodeUtf8, readBytes, systemReason } from './fileText'

/** What a file was when it was last read or written here, to notice that somebody else has changed it. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
}

export interface OpenedFile {
  /** Absolute; a symbolic link stays one. */
  readonly path: string
  readonly name: string
  readonly notebook: Notebook
  /**
   * `upgrade`: read from nbformat 3. `document`: made from Markdown or text, which saving must not overwrite without being
   * told to. `text`: a notebook in a text format.
   */
  readonly from: 'notebook' | 'upgrade' | 'document' | 'text'
  /** Whether `saveFile` may overwrite it: it is a notebook, and the file and its folder can be written. */
  readonly writable: boolean
  /** What the file holds, which `writeFileText` keeps the unchanged parts from. */
  readonly original: FileText
  readonly stamp: FileStamp
}

const DOCUMENTS = new Set(
  ['md', 'markdown', 'mdown', 'mkd', 'txt', 'text', 'py', 'pyw', 'myst', 'mystnb', 'mnb'].map(
    (name) => `.${name}`
  )
)

/** Bytes. A longer "document" is a log or data, and would make thousands of cells. */
const LARGEST_DOCUMENT = 50_000_000

/**
 * Opens an `.ipynb` file, a notebook in a text format, or a Markdown or text document. A file with another name is taken for a notebook if its text
 * begins as JSON does.
 * @returns `cannot-read`, `too-large`, `not-a-notebook` or `unsupported-version`, in words for the user
 */
export async function openFile(path: string): Promise<Result<OpenedFile>> {
  const read = await readBytes(path)
  if (!read.ok) return read
  const { bytes, modified } = read.value
  const decoded = decodeUtf8(bytes, path)
  if (!decoded.ok) return decoded
  const text = decoded.value
  const file = { path: resolve(path), name: basename(path), stamp: stampOf(bytes, modified) }

  if (isDocument(path, text)) {
    if (bytes.length > LARGEST_DOCUMENT)
      return failed(
        'too-large',
        `${path} is too large for a document.`,
        `at most ${LARGEST_DOCUMENT / 1e6} MB`
      )
    const { kindOfText, readDocument } = await textFormats()
    const kind = kindOfText(path, text)
    const from = kind === 'markdown' ? 'document' : 'text'
    return ok({
      ...{ ...file, from, notebook: readDocument(text, kind), original: { kind, text } },
      writable: from === 'text' && (await isWritable(file.path))
    })
  }
  const notebook = readNotebook(text)
  if (!notebook.ok) return notebook
  const { upgraded } = notebook.value
  return ok({
    ...file,
    notebook: notebook.value.notebook,
    from: upgraded ? 'upgrade' : 'notebook',
    original: { kind: 'ipynb', text },
    writable: await isWritable(file.path)
  })
}

/**
 * Writes a notebook's text, replacing the file in one step; symbolic links are followed and stay.
 * @param expected what the file was when it was read: if it is something else by now, nothing is written and the answer
 *   is `changed-outside`. Absent: whatever is there is replaced.
 * @returns the new stamp; `cannot-write` with the system's reason, or `folder-gone`, and then the old file is as it was
 */
export async function saveFile(path: string, text: string, expected?: FileStamp): Promise<Result<FileStamp>> {
  return saveBytes(path, Buffer.from(text, 'utf8'), expected)
}

/** The same of what is no text. */
export async function saveBytes(
  path: string,
  bytes: Buffer,
  expected?: FileStamp
): Promise<Result<FileStamp>> {
  try {
    const target = await targetOf(path)
    await removeLeftovers(dirname(target))
    const state = await replaceFile(
      target,
      bytes,
      async () => expected === undefined || !(await hasChanged(target, expected))
    )
    if (state) return ok(stampOf(bytes, state.mtimeMs))
    const reason = 'another program has changed the file since it was read'
    return failed('changed-outside', `${path} was not saved: ${reason}.`, path)
  } catch (error) {
    const reason = systemReason(error)
    if (codeOf(error) === 'ENOENT')
      return failed('folder-gone', `${path} cannot be saved: there is no such folder.`, dirname(path))
    return failed('cannot-write', `${path} cannot be saved: ${reason}.`, reason)
  }
}

/** Why nothing can be written there, as far as that can be told before; null where it can. */
export async function whyUnwritable(path: string): Promise<string | null> {
  try {
    const target = await targetOf(path)
    const there = await stat(target).catch(() => null)
    if (there?.isDirectory()) return 'it is a folder'
    await access(there === null ? dirname(target) : target, constants.W_OK)
    return null
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'there is no such folder' : systemReason(error)
  }
}

/** Whether the file says something else than when it was stamped. A file that is gone has nothing to lose: no. */
async function hasChanged(path: string, since: FileStamp): Promise<boolean> {
  if (!(await exists(path))) return false
  const now = await readBytes(path)
  if (!now.ok) return true
  const { bytes } = now.value
  return bytes.length !== since.size || stampOf(bytes, 0).hash !== since.hash
}

/**
 * What has become of a file since it was stamped: null when it is the same, `gone`, or its new hash. Cheap while nothing
 * touches the file; one that is only unreadable at the moment counts as the same.
 */
export async function changeSince(path: string, since: FileStamp): Promise<string | null> {
  const now = await stat(path).catch((error: unknown) => codeOf(error))
  if (typeof now === 'string') return now === 'ENOENT' ? 'gone' : null
  if (now.size === since.size && now.mtimeMs === since.modified) return null
  const read = await readBytes(path)
  if (!read.ok) return null
  const { hash } = stampOf(read.value.bytes, 0)
  return hash === since.hash ? null : hash
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function stampOf(bytes: Buffer, modified: number): FileStamp {
  return { size: bytes.length, modified, hash: createHash('sha256').update(bytes).digest('hex') }
}

function isDocument(path: string, text: string): boolean {
  if (isNotebookName(path)) return false
  return isDocumentName(path) || !/^\uFEFF?\s*\{/.test(text)
}

export function isNotebookName(path: string): boolean {
  return extname(path).toLowerCase() === '.ipynb'
}

/** Markdown or text, by its name. */
export function isDocumentName(path: string): boolean {
  return DOCUMENTS.has(extname(path).toLowerCase())
}

async function isWritable(path: string): Promise<boolean> {
  try {
    const target = await targetOf(path)
    await mustBeWritable(target)
    await access(dirname(target), constants.W_OK)
    return true
  } catch {
    return false
  }
}
