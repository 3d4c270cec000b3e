/** Cores, terminals, fonts and folders. */
import { isKnown, type CoreFacts, type Fact, type FolderFacts, type FontFacts } from './facts'
import type { SystemFacts, TerminalFacts } from './facts'
import { installCommand } from './install'
import type { Line, Pen } from './line'

const MB = 1e6
/** A kernel's socket and a copy of unsaved work fit into this, and little more. */
const FULL = 10 * MB
/** A long output and a large notebook may need this much. */
const NEARLY_FULL = 200 * MB

export function judgeCores({ present, allowed, quota }: CoreFacts, pen: Pen): readonly Line[] {
  if (quota !== null && quota < allowed)
    return [pen.line('cores', 'yellow', 'quota', String(Number(quota.toFixed(2))))]
  if (present === 1) return [pen.line('cores', 'yellow', 'oneCore')]
  if (allowed < present) return [pen.line('cores', 'yellow', 'fewerCores', allowed, present)]
  return [pen.line('cores', 'green', 'cores', present)]
}

export function judgeTerminal({ opens }: TerminalFacts, pen: Pen): readonly Line[] {
  return [opens ? pen.line('terminal', 'green', 'terminals') : pen.line('terminal', 'red', 'noTerminal')]
}

export function judgeFonts({ chinese }: FontFacts, system: Fact<SystemFacts>, pen: Pen): readonly Line[] {
  if (chinese === '') return [pen.line('fonts', 'green', 'chineseDrawn')]
  if (chinese !== null) return [pen.line('fonts', 'green', 'chinese', chinese)]
  const command = isKnown(system) ? installCommand(system.family, 'chinese') : null
  return [pen.line('fonts', 'yellow', 'noChinese', command)]
}

/** A line for each folder in which something is wrong, or one for all. */
export function judgeFiles(folders: readonly FolderFacts[], pen: Pen): readonly Line[] {
  const wrong = folders.flatMap((folder) => wrongWith(folder, pen) ?? [])
  if (wrong.length > 0) return wrong
  const free = Math.min(...folders.map(({ freeBytes }) => freeBytes ?? Infinity))
  const more = folders.map(({ path }) => path)
  return [{ ...pen.line('files', 'green', 'files', size(free)), more }]
}

function wrongWith({ what, path, refused, freeBytes }: FolderFacts, pen: Pen): Line | null {
  const free = freeBytes ?? Infinity
  if (free < FULL) return pen.line('files', 'red', 'full', what, size(free))
  if (refused !== null) {
    const reason = pen.words.fileReason(refused)
    if (what === 'home') return pen.line('files', 'yellow', 'noHome', reason)
    return pen.line('files', 'red', what === 'data' ? 'noData' : 'noTemporary', path, reason)
  }
  return free < NEARLY_FULL ? pen.line('files', 'yellow', 'nearlyFull', what, size(free)) : null
}

function size(bytes: number): string {
  if (bytes === Infinity) return '?'
  return bytes < 1000 * MB ? `${Math.floor(bytes / MB)} MB` : `${Math.floor(bytes / MB / 1000)} GB`
}
