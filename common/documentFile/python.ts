/** Which parts of a document hold Python, and the code that they hold. */
import { parser } from '@lezer/python'

const NAMES = new Set([
  'python',
  'python3',
  'py',
  'py3',
  'ipython',
  'ipython3',
  'cpython',
  'pycon',
  'pycon3',
  'python-repl',
  'doctest'
])

/**
 * Whether a fence's info string names Python, in any of the ways that documents do: `python`, `Python3 title="x"`,
 * `{python}`, `{.python .numberLines}`, `py:main.py`.
 */
export function isPython(info: string): boolean {
  const name = /^\s*\{?\s*\.?([\w+-]+)/.exec(info)?.[1]
  // Jupytext's word for code that is only shown.
  if (/\s\.noeval(?:\s|\}|$)/.test(info)) return false
  return name !== undefined && NAMES.has(name.toLowerCase())
}

/** Statements that no configuration file and no shell command has. */
const ONLY_IN_PYTHON = new Set([
  'ImportStatement',
  'FunctionDefinition',
  'ClassDefinition',
  'DecoratedStatement',
  'ForStatement',
  'WhileStatement',
  'WithStatement',
  'TryStatement',
  'IfStatement'
])
const ALSO_ELSEWHERE = new Set(['AssignStatement', 'UpdateStatement', 'CallExpression'])

/** Whether a text that does not say its language is Python: `surely`, or only in company of such. */
export function isPythonText(code: string): 'surely' | 'perhaps' | 'no' {
  let kind: 'surely' | 'perhaps' | 'no' = 'no'
  const cursor = parser.parse(code).cursor()
  do {
    if (cursor.type.isError) return 'no'
    if (ONLY_IN_PYTHON.has(cursor.name) || isPrint(cursor.name, code.slice(cursor.from, cursor.from + 6)))
      kind = 'surely'
    else if (kind === 'no' && ALSO_ELSEWHERE.has(cursor.name)) kind = 'perhaps'
  } while (cursor.next())
  return kind
}

function isPrint(name: string, begins: string): boolean {
  return name === 'CallExpression' && begins === 'print('
}

/** What a fence holds, as code to run: without prompts, and with indentation that Python takes. */
export function codeOf(content: string): string {
  const code = content.replace(/\n$/, '').split('\n').map(plainIndent).join('\n')
  return isSession(code) ? codeOfSession(code) : code
}

/** Pages that were copied from the web indent with spaces that are none to Python, or with ones nobody sees. */
function plainIndent(line: string): string {
  return line.replace(/^[\s\u200b\u2060\ufeff]+/u, (indent) =>
    indent.replace(/[\u200b\u2060\ufeff]/gu, '').replace(/[^\t\f\r ]/gu, ' ')
  )
}

const PROMPT = /^\s*(?:>>>|In ?\[\d*\]:)(?: |$)/
const CONTINUED = /^\s*(?:\.\.\.:?)(?: |$)/
const RESULT = /^\s*Out ?\[\d*\]:(?: |$)/

/** Whether this is a copy of an interactive session: then it begins with a prompt. */
export function isSession(code: string): boolean {
  return PROMPT.test(code.trimStart().split('\n')[0] ?? '')
}

/** The code of a session. What it printed stays as comments, as it is what the author wants to show. */
function codeOfSession(session: string): string {
  let isInput = false
  const lines = session.split('\n').map((line) => {
    if (PROMPT.test(line)) {
      isInput = true
      return line.replace(PROMPT, '')
    }
    if (isInput && CONTINUED.test(line)) return line.replace(CONTINUED, '')
    isInput = false
    return line.trim() === '' ? '' : `# ${line.replace(RESULT, '')}`
  })
  return lines.join('\n')
}
