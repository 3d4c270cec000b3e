/** What of a cell's outputs fits beside those of the same cell on other Pythons. */
import type { Output } from '../../common/notebook'
import { plainText } from '../../common/plainText'

/** Enough to see whether two Pythons say the same. */
const LINES = 6
const LENGTH = 600

/** The first lines of what was printed and of the last value. */
export function headOf(outputs: readonly Output[]): string {
  let text = ''
  for (const output of outputs) {
    if (text.length > LENGTH) break
    if (output.output_type === 'stream') text += output.text
    else if (output.output_type === 'execute_result' || output.output_type === 'display_data')
      text += `${String(output.data['text/plain'] ?? '')}\n`
  }
  const lines = plainText(text).slice(0, LENGTH).split('\n')
  const isCut = text.length > LENGTH || lines.length > LINES + 1
  return lines.slice(0, LINES).join('\n').trimEnd() + (isCut ? ' …' : '')
}

/** `ZeroDivisionError: division by zero`; empty when nothing failed. */
export function errorOf(outputs: readonly Output[]): string {
  const error = outputs.find((output) => output.output_type === 'error')
  if (error?.output_type !== 'error') return ''
  return error.evalue === '' ? error.ename : `${error.ename}: ${error.evalue}`
}
