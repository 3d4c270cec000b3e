/** The threads and processes that code makes by name. Pure. */
import type { SyntaxNode } from '@lezer/common'
import type { Call, PythonCode } from '../python/code'
import { meaningOf } from '../python/imports'

export interface Worker {
  readonly kind: 'thread' | 'process'
  readonly call: Call
}

const KINDS: Readonly<Record<string, Worker['kind']>> = {
  'threading.Thread': 'thread',
  'multiprocessing.Process': 'process'
}
/** These have threads or processes of their own, which one cannot tell from the others when counting. */
export const POOLS =
  /\b(?:ThreadPoolExecutor|ProcessPoolExecutor|ThreadPool|Pool|Manager|Timer|to_thread|run_in_executor)\b/

/** `Thread(…)` and `Process(…)`, under whatever name the code has for them; a name that another cell imports counts as itself. */
export function workersIn(code: PythonCode): Worker[] {
  return code.calls().flatMap((call): Worker[] => {
    const meaning = meaningOf(code, call.callee)
    const kind =
      KINDS[meaning] ??
      KINDS[{ Thread: 'threading.Thread', Process: 'multiprocessing.Process' }[meaning] ?? '']
    return kind === undefined ? [] : [{ kind, call }]
  })
}

export function argument({ args }: Call, name: string): SyntaxNode | null {
  return args.find((each) => each.name === name)?.node ?? null
}
