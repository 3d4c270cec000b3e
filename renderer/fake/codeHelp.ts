/** What the fake kernel knows of code: a few names of `math` and `threading`, as a real one has answered. */
import type { Match } from '../../common/protocol'
import type { Completion, Inspection } from '../../common/session'

const MATCHES: readonly Match[] = [
  { text: 'sin', type: 'function', detail: '(x, /)' },
  { text: 'sinh', type: 'function', detail: '(x, /)' },
  { text: 'sqrt', type: 'function', detail: '(x, /)' },
  { text: 'sumprod', type: 'function', detail: '(p, q, /)' },
  {
    text: 'Thread',
    type: 'class',
    detail: '(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None)'
  },
  { text: 'settings', type: 'instance', detail: 'dict' },
  { text: 'statistics', type: 'module' },
  { text: 'while', type: 'keyword' },
  { text: '数据', type: 'variable' },
  { text: 'key=', type: 'param' }
]

const HELP: Readonly<Record<string, string>> = {
  sqrt: 'math.sqrt(x, /)\nType: builtin_function_or_method\n\nReturn the square root of x.',
  Thread: `threading.Thread(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)
Type: type
File: /usr/lib/python3.13/threading.py, line 844

This constructor should always be called with keyword arguments. Arguments are:

*group* should be None; reserved for future extension when a ThreadGroup
class is implemented.

*target* is the callable object to be invoked by the run()
method. Defaults to None, meaning nothing is called.

*name* is the thread name. By default, a unique name is constructed of
the form "Thread-N" where N is a small decimal number.`,
  settings: "Type: dict\nValue: {'threads': 4, 'names': ['Ann', 'Bob']}\nSize: 2 items"
}

export function fakeCompletion(code: string, cursor: number): Completion {
  const from = cursor - (/[\p{L}\p{N}_]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0)
  const prefix = code.slice(from, cursor)
  return { matches: MATCHES.filter(({ text }) => text.startsWith(prefix)), from, to: cursor }
}

export function fakeInspection(code: string, cursor: number): Inspection {
  const name = /([\p{L}\p{N}_]+)$/u.exec(code.slice(0, cursor))?.[1] ?? ''
  const text = HELP[name]
  return text === undefined ? { found: false, data: {} } : { found: true, data: { 'text/plain': text } }
}
