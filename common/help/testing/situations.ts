/** Situations for tests: a cell that has ended well and shown nothing, but for what a test says of it. */
import { PythonCode } from '../../python/code'
import type { Facts } from '../../trace/verdict/facts'
import type { Situation } from '../situation'

interface Told extends Partial<Omit<Situation, 'code' | 'facts'>> {
  readonly facts?: Facts
}

export function situation(source: string, { facts, ...told }: Told = {}): Situation {
  return {
    code: new PythonCode(source),
    others: [],
    python: [3, 12],
    isRunning: false,
    error: null,
    printed: '',
    notices: [],
    left: null,
    facts: () => facts ?? null,
    ...told
  }
}

/** Lines of code. */
export const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`

/** What Python prints of a thread that an exception has ended. */
export const inThread = (name: string, raised: string): string =>
  `before\nException in thread ${name}:\nTraceback (most recent call last):\n  File "threading.py", line 1, in run\n    self.x()\n    ^^^^\n${raised}\nafter\n`
