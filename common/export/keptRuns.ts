/** The runs that a cell keeps, with all that is said of each beside the picture. */
import type { Language } from '../ipc'
import type { CodeCell } from '../notebook'
import { notesOf } from '../notes'
import { pinsOf, type KeptRun } from '../pins'
import type { RunAbout } from '../trace/draw/monitorPicture'
import { traceWords } from '../trace/words'

export interface ExportedRun extends RunAbout, KeptRun {
  /** Of its picture, unlike those of others on the same page. */
  readonly id: string
  /** What it was named, or its number among several; '' for the only one. */
  readonly name: string
  /** Which Python it ran on; '' where that is not known. */
  readonly pythonName: string
}

/** In their order. */
export function keptRunsOf(cell: CodeCell, language: Language): readonly ExportedRun[] {
  const words = traceWords[language].picture
  const pins = pinsOf(cell.metadata)
  return pins.map((pin, i) => {
    const { run, python, source } = pin
    const name = pin.name ?? (pins.length > 1 ? words.run(i + 1) : '')
    const pythonName = python === null ? '' : words.python(python.version, python.freeThreaded)
    const code = source === cell.source ? '' : words.otherCode
    return {
      ...{ ...pin, language, name, pythonName },
      notes: notesOf(cell.metadata).filter((note) => note.run === run),
      title: [name, pythonName, code].filter((part) => part !== '').join(' · '),
      id: `monitor-${hash(`${cell.id} ${run}`)}`
    }
  })
}

/** FNV-1a with 32 bits: a name for a picture that is the same each time. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
