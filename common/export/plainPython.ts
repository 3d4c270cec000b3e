/** Magics, shell commands and questions in a cell, as what a script can do in their place; what it cannot is a comment. */
import { masked, type Stretch } from '../python/shorthand'

export interface PlainPython {
  readonly code: string
  /** It calls `subprocess`. */
  readonly runsCommands: boolean
}

/** Null for the script of another program (`%%bash`). */
export function plainPython(source: string): PlainPython | null {
  const { shorthand, isPython } = masked(source)
  if (!isPython) return null
  let [code, done, runsCommands] = ['', 0, false]
  for (const stretch of shorthand) {
    const instead = insteadOf(source, stretch)
    runsCommands ||= instead.startsWith('subprocess.')
    code += source.slice(done, stretch.from) + instead
    done = stretch.to
  }
  return { code: code + source.slice(done), runsCommands }
}

function insteadOf(source: string, { from, to }: Stretch): string {
  const text = source.slice(from, to)
  const before = source.slice(source.lastIndexOf('\n', from - 1) + 1, from)
  const isValue = before.includes('=')
  if (text.startsWith('!')) return command(text.replace(/^!+/, '').trim(), isValue)
  const timed = /^%time[ \t]+(\S.*)$/.exec(text)?.[1]
  if (timed !== undefined) return timed
  if (text.startsWith('%')) {
    // In a body of its own it would leave nothing there.
    const nothing = isValue ? 'None  ' : before === '' ? '' : 'pass  '
    return `${nothing}# ${text}`
  }
  const name = text.replace(/[?\s]/g, '')
  return name.startsWith('%') ? `# ${text}` : `help(${name})`
}

function command(text: string, isValue: boolean): string {
  const quoted = `${/\{\w[^{}]*\}/.test(text) ? 'f' : ''}${JSON.stringify(text)}`
  return isValue
    ? `subprocess.run(${quoted}, shell=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()`
    : `subprocess.run(${quoted}, shell=True)`
}
