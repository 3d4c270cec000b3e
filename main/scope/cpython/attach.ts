/** Finds CPython in a process and makes sure that what is read there is what it seems to be. */
import { readFileSync } from 'node:fs'
import { loadBias, readElf } from '../linux/elf'
import { parseMaps, type FileMapping } from '../linux/maps'
import { readWord, type Memory } from '../linux/memory'
import { reasonSentence, type TierReason } from '../../../common/trace/tierReasons'
import { DEBUG_OFFSETS_SIZE, debugOffsetsVersion, readDebugOffsets } from './debugOffsets'
import { FIXED_LAYOUTS, type Layout } from './offsets'
import { Python, type GilState } from './Python'

/** `Py_Version` is there from 3.11 on and holds PY_VERSION_HEX; `PyCode_Type` is the type of code objects. */
const SYMBOLS = ['_PyRuntime', 'Py_Version', 'PyCode_Type']

/** Where a process's CPython is. The same in every forked child, until it runs another program. */
export interface Place {
  readonly runtime: number
  readonly layout: Layout
  /** `PyCode_Type`; 0 where it was not found. */
  readonly codeType: number
}

/** `reason` is a sentence for the user. */
export type Attached<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

const refuse = (reason: TierReason, what?: string): Attached<never> => ({
  ok: false,
  reason: reasonSentence(reason, what)
})

/** Finds `_PyRuntime` among the files mapped by a process, and the layout that goes with it. */
export function findPython(folder: string, memory: Memory): Attached<Place> {
  let mappings: FileMapping[]
  try {
    mappings = parseMaps(readFileSync(`${folder}/maps`, 'utf8'))
  } catch {
    return refuse('noMaps')
  }
  for (const mapping of candidates(mappings)) {
    const elf = readElf(fileOf(folder, mapping), SYMBOLS)
    const symbol = elf?.symbols.get('_PyRuntime')
    const bias = elf && loadBias(elf, mapping)
    if (symbol === undefined || elf === null || typeof bias !== 'number') continue
    const runtime = bias + symbol
    const version = elf.symbols.get('Py_Version')
    const layout = layoutAt(memory, runtime, version === undefined ? null : bias + version, mapping.path)
    const codeType = elf.symbols.get('PyCode_Type')
    if (!layout.ok) return layout
    return {
      ok: true,
      value: { runtime, layout: layout.value, codeType: codeType === undefined ? 0 : bias + codeType }
    }
  }
  return refuse(mappings.length === 0 ? 'noProgram' : 'notPython')
}

/** The first mapping of each file; what is called Python comes first, for it nearly always is. */
function candidates(mappings: readonly FileMapping[]): FileMapping[] {
  const first = new Map<string, FileMapping>()
  for (const mapping of mappings) if (!first.has(mapping.path)) first.set(mapping.path, mapping)
  const files = [...first.values()].filter(({ path }) => !/\.cpython-\S+\.so$|\/ld-|locale/.test(path))
  const isNamed = ({ path }: FileMapping): boolean => /python[^/]*$/i.test(path)
  return [...files.filter(isNamed), ...files.filter((mapping) => !isNamed(mapping))]
}

/** A way to a mapped file's bytes that also works in another root, or after the file was replaced. */
function fileOf(folder: string, { path, deleted, start, end }: FileMapping): string {
  if (!deleted) return `${folder}/root${path}`
  return `${folder}/map_files/${start.toString(16)}-${end.toString(16)}`
}

function layoutAt(memory: Memory, runtime: number, version: number | null, path: string): Attached<Layout> {
  const bytes = Buffer.alloc(DEBUG_OFFSETS_SIZE)
  if (!memory.read(runtime, bytes, bytes.length)) return refuse('memoryGone')
  if (debugOffsetsVersion(bytes) !== null) {
    const layout = readDebugOffsets(bytes)
    if (layout) return { ok: true, value: layout }
    return refuse('unknownLayout', `3.${String(debugOffsetsVersion(bytes))}`)
  }
  const minor = version === null ? minorFromPath(path) : (readWord(memory, version) >>> 16) & 0xff
  const layout = FIXED_LAYOUTS[minor]
  if (layout) return { ok: true, value: layout }
  return refuse('unknownLayout', `3.${String(minor)}`)
}

/** Only 3.9 and 3.10, which share one layout, are told by their file's name; without a number it is taken for 3.10. */
function minorFromPath(path: string): number {
  return Number(/python3\.(\d+)[^/]*$/.exec(path)?.[1] ?? 10)
}

/**
 * Opens what `place` says, and checks it against the process's own threads: a table that is off by one field, memory of a
 * parent seen through a child that has not run its own program yet, and an interpreter that is not set up all fail here.
 * @param tids the process's threads as the system knows them.
 */
export function openPython(
  memory: Memory,
  place: Place,
  tids: ReadonlyMap<number, unknown>
): Attached<Python> {
  const python = new Python(memory, place.runtime, place.layout, place.codeType)
  const threads = python.threads()
  const gils = python.gils()
  if (threads === null) return refuse('strangeMemory')
  if (gils === null || threads.length === 0) return refuse('notStarted')
  if (!threads.some(({ tid }) => tids.has(tid))) {
    return refuse('strangeThreads')
  }
  const state: GilState = { enabled: true, holder: 0, switches: 0 }
  for (const { address } of gils) {
    if (!python.readGil(address, state)) return refuse('memoryGone')
    // A holder may have come or gone while the list was read, so look once more before saying no.
    const isKnown = (): boolean => state.holder === 0 || listsThread(python, state.holder)
    if (!isKnown() && !(python.readGil(address, state) && isKnown())) {
      return refuse('strangeHolder')
    }
  }
  return { ok: true, value: python }
}

function listsThread(python: Python, address: number): boolean {
  return python.threads()?.some((thread) => thread.address === address) ?? false
}
