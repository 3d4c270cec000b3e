/** The text of a file, or a clear word on why there is none. */
import type { Buffer } from 'node:buffer'
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { FILE_REASONS } from '../../common/fileReasons'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { codeOf } from './atomicWrite'

/** Bytes. Longer texts do not fit into one string of JavaScript's engine, in any encoding. */
const LARGEST_FILE = 500_000_000

export interface FileBytes {
  readonly bytes: Buffer
  /** Milliseconds since 1970. */
  readonly modified: number
}

/** Reads a whole file, if it is one and not too large. */
export async function readBytes(path: string, largest = LARGEST_FILE): Promise<Result<FileBytes>> {
  try {
    // Asked before opening, as opening a pipe waits for somebody to write into it.
    const state = await stat(path)
    if (state.isDirectory())
      return failed('cannot-read', `${path} cannot be read: it is a folder.`, 'it is a folder')
    if (!state.isFile())
      return failed(
        'cannot-read',
        `${path} cannot be read: it is not an ordinary file.`,
        'it is not an ordinary file'
      )
    if (state.size > largest) return tooLarge(path, state.size, largest)
    const bytes = await readFile(path)
    return bytes.length > largest
      ? tooLarge(path, bytes.length, largest)
      : ok({ bytes, modified: state.mtimeMs })
  } catch (error) {
    const reason = systemReason(error)
    return failed('cannot-read', `${path} cannot be read: ${reason}.`, reason)
  }
}

/** Decodes strictly: a faulty byte would otherwise become a replacement character, and be saved as one. */
export function decodeUtf8(bytes: Buffer, path: string): Result<string> {
  const first = bytes.length < 2 ? 0 : bytes.readUInt16BE(0)
  if (first === 0xfffe || first === 0xfeff) return notUtf8(path, 'it is UTF-16 text; save it as UTF-8 first')
  if (!isUtf8(bytes)) return notUtf8(path, `it is not UTF-8 text (line ${faultyLine(bytes)})`)
  if (bytes.includes(0)) return notUtf8(path, 'it is binary data, not text')
  return ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
}

/** The system's own words for common errors, in plain ones. */
export function systemReason(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = FILE_REASONS
  return reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))
}

function tooLarge(path: string, size: number, largest: number): Result<never> {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
  const detail = `${megabytes(size)}, at most ${megabytes(largest)}`
  return failed('too-large', `${path} is too large to open: ${detail}.`, detail)
}

function notUtf8(path: string, reason: string): Result<never> {
  return failed('cannot-read', `${path} cannot be read: ${reason}.`, reason)
}

function faultyLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}
