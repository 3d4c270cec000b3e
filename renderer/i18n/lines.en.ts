/** The strings about lines of code and the time they took, in English; part of `en.ts`. */
import type { HeatPart } from '../lines/heat'

const parts: Record<HeatPart, string> = {
  python: 'running Python',
  native: 'native code',
  gilWait: 'waiting for the GIL',
  preempted: 'ready, no core',
  blocked: 'blocked'
}

export const linesEn = {
  toggle: 'Lines',
  toggleHint: 'Show beside each line of code how much time the threads spent on it, and how',
  parts,
  line: (line: number) => `Line ${line}`,
  ofRun: (cell: number) => `In the run of cell ${cell}`,
  /** `list`: a part and its time, several. */
  figures: (list: readonly (readonly [part: string, time: string])[]) =>
    list.map(([part, time]) => `${part} ${time}`).join(', '),
  lost: (count: number) =>
    count === 1
      ? '1 line was edited since it ran; its time is not shown.'
      : `${count} lines were edited since they ran; their times are not shown.`,
  table: 'Time per line',
  noLines: 'No line of a cell was seen: lines are read on Linux, from Python 3.11 on.',
  columns: { line: 'line', code: 'code' },
  place: (cell: number, line: number) => `cell ${cell}, line ${line}`,
  goTo: (cell: number, line: number) => `Go to line ${line} of cell ${cell}`,
  unplaced: 'edited since, or gone'
}

export type LinesText = typeof linesEn
