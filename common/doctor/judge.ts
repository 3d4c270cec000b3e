/**
 * Facts to lines: green is as it should be, yellow works but could be better, red keeps cells from running, the window from
 * opening, or work from being kept. A red or yellow line has one thing to do.
 */
import type { Facts } from './facts'
import { judgeCores, judgeFiles, judgeFonts, judgeTerminal } from './judgeMachine'
import { judgePython, judgeScope, judgeTrial } from './judgePython'
import { judgeDisplay, judgeSandbox, judgeSystem } from './judgeWindow'
import { Pen, type Line } from './line'
import type { DoctorWords } from './words.en'

export function judge(facts: Facts, words: DoctorWords): readonly Line[] {
  const pen = new Pen(words)
  const { interpreters, trial, cores, terminal, folders, fonts, display, sandbox, system } = facts
  return [
    ...pen.known('python', interpreters, (found) => judgePython(found, system, pen)),
    ...pen.known('kernel', trial, (tried) => judgeTrial(tried, pen)),
    ...pen.known('scope', trial, (tried) => judgeScope(tried, system, pen)),
    ...pen.known('cores', cores, (known) => judgeCores(known, pen)),
    ...pen.known('terminal', terminal, (known) => judgeTerminal(known, pen)),
    ...pen.known('files', folders, (known) => judgeFiles(known, pen)),
    ...pen.known('fonts', fonts, (known) => judgeFonts(known, system, pen)),
    ...pen.known('display', display, (known) => judgeDisplay(known, pen)),
    ...pen.known('sandbox', sandbox, (known) => judgeSandbox(known, facts, pen)),
    ...pen.known('system', system, (known) => judgeSystem(known, pen))
  ]
}

export function countOf(lines: readonly Line[], level: Line['level']): number {
  return lines.filter((line) => line.level === level).length
}

const MARKS: Record<Line['level'], string> = { green: '✓', yellow: '!', red: '✗' }

/** All lines as text, for a terminal or a message to somebody who helps. */
export function asText(lines: readonly Line[], words: DoctorWords): string {
  const summary = words.summary(countOf(lines, 'red'), countOf(lines, 'yellow'))
  const parts = lines.flatMap(({ check, level, says, todo, more }) => [
    `${MARKS[level]} ${words.line(words.checks[check], says)}`,
    ...(todo === null ? [] : [`  → ${todo}`]),
    ...more.map((each) => `    ${each}`)
  ])
  return [...parts, '', summary].join('\n')
}
