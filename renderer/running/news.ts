/** What is to be said of a run that ended. Pure. */
import type { CellId } from '../../common/brands'
import { plainText } from '../../common/plainText'
import { itemsOf, type Outputs } from '../state/outputs'
import { piecesOf } from '../state/outputText'
import type { Run } from '../state/runs'

/** Heard, not read: more than this many characters of output would keep the listener waiting. */
const MOST_CHARACTERS = 200

/** The run that ended last; null before any has. */
export function lastEnded(runs: ReadonlyMap<CellId, Run>): Run | null {
  let last: Run | null = null
  for (const run of runs.values())
    if (run.endedAt !== null && (last?.endedAt ?? -1) <= run.endedAt) last = run
  return last
}

/** The beginning of what it printed or its value, and how it failed; without colours. */
export function textOfOutputs(outputs: Outputs | undefined): {
  readonly text: string
  readonly error: string
} {
  let [text, error] = ['', '']
  for (const item of outputs === undefined ? [] : itemsOf(outputs)) {
    if (text.length > MOST_CHARACTERS) break
    if (item.kind === 'text') text += piecesOf(item.text)[0]?.text ?? ''
    if (item.kind === 'data') text += `${plainOf(item.output.data['text/plain'])} `
    if (item.kind === 'error') error = `${item.output.ename}: ${item.output.evalue}`
  }
  return { text: shortened(text), error: shortened(error) }
}

function plainOf(value: unknown): string {
  return Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : ''
}

function shortened(text: string): string {
  const start = text.slice(0, 2 * MOST_CHARACTERS)
  const plain = plainText(start).trim()
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS)}…` : plain
}
