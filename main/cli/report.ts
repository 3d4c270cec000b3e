/** A run as a Markdown page: what ran, how it went, and what every code cell showed. */
import type { Output } from '../../common/notebook'
import { sentenceOf } from './cellScope'
import { hasPassed, type Finished, type Row } from './run'
import { duration, firstLine, plain } from './words'

/** A report is for reading: longer output is cut here, and whole in the notebook. */
const MAX_OUTPUT_LINES = 40

/** @param name the notebook's file name */
export function reportOf({ rows, notebook, interpreter, wallMs }: Finished, name: string): string {
  const passed = rows.filter((row) => hasPassed(row, notebook)).length
  const source = (row: Row): string => notebook.cells[row.index]?.source ?? ''
  const lines = [
    `# ${name}`,
    '',
    `Python ${interpreter.version}${interpreter.freeThreaded ? ' (free-threaded)' : ''}, \`${interpreter.path}\``,
    '',
    `${passed} of ${rows.length} code cells passed, in ${duration(wallMs)}.`,
    '',
    '| cell | status | time | begins with |',
    '| ---: | --- | ---: | --- |',
    ...rows.map((row) => {
      const begins = `\`\` ${firstLine(source(row), 60).replaceAll('|', '\\|')} \`\``
      return `| ${row.index} | ${row.status} | ${duration(row.wallMs)} | ${begins} |`
    })
  ]
  for (const row of rows) {
    lines.push('', `## Cell ${row.index}: ${row.status}`, '', ...fenced(source(row), 'python'))
    const sentence = sentenceOf(row.scope)
    if (sentence !== null) lines.push('', sentence)
    if (row.help !== null) lines.push('', row.help.sentence)
    const shown = row.outputs.map(textOf).join('').trimEnd()
    if (shown !== '') lines.push('', ...fenced(cut(shown), ''))
  }
  return `${lines.join('\n')}\n`
}

function textOf(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return plain(output.text)
    case 'error':
      return `${plain(output.traceback.join('\n'))}\n`
    default: {
      const data = 'data' in output ? output.data : {}
      const text = data['text/plain']
      return `${typeof text === 'string' ? text : `(${Object.keys(data).join(', ')})`}\n`
    }
  }
}

function cut(text: string): string {
  const lines = text.split('\n')
  if (lines.length <= MAX_OUTPUT_LINES) return text
  return [...lines.slice(0, MAX_OUTPUT_LINES), `… ${lines.length - MAX_OUTPUT_LINES} more lines`].join('\n')
}

/** A fence longer than any that the text itself holds. */
function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, text, fence]
}
