/** A legacy asyncio program as one writes it today. Pure. */
import { PythonCode, statementOf } from '../../python/code'
import { Edits } from '../../python/edits'
import { loopOf } from './loops'
import { asyncFunction, generatorCoroutines, loopArguments, waitOnCoroutines } from './oldForms'
import { modernProgram } from './program'

const FORMS = [asyncFunction, generatorCoroutines, loopArguments, waitOnCoroutines]

export interface Modern {
  readonly code: string
  /** It runs by `asyncio.run()` now. */
  readonly isRun: boolean
}

/** Null where nothing is changed, or where the code is not understood. */
export function modernised(source: string, others: readonly string[]): Modern | null {
  let text = source
  for (const form of FORMS) text = form(new PythonCode(text))
  const program = modernProgram(text, others)
  const code = program ?? text
  return code === source || !new PythonCode(code).isWhole ? null : { code, isRun: program !== null }
}

/** The least that Python 3.14 asks of a program that gets its loop at the top level: it makes one. */
export function withOwnLoop(source: string): string | null {
  const code = new PythonCode(source)
  const loop = loopOf(code)
  const made = loop?.made.lastChild
  if (!made || loop === null || !code.isWhole || !/\bget_event_loop\(\)$/.test(code.of(made))) return null
  const indent = code.indentOf(statementOf(made))
  if (indent === null) return null
  const edits = new Edits(code)
  edits.replace(made, code.of(made).replace('get_event_loop', 'new_event_loop'))
  edits.insert(made.to, `\n${indent}asyncio.set_event_loop(${loop.name})`)
  return edits.done()
}
