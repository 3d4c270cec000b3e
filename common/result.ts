/** Expected failures are values that the user gets to see; our own bugs throw. */

/**
 * What went wrong, for a person. `code` names a sentence in the page's catalogue of strings, which may use `detail`
 * (a path, a line number, the system's own words); the command line prints `message`, which is English.
 */
export interface Problem {
  readonly code: ProblemCode
  readonly message: string
  readonly detail?: string
}

export type ProblemCode =
  | 'cannot-read'
  | 'not-a-notebook'
  | 'unsupported-version'
  | 'too-large'
  | 'cannot-write'
  | 'cannot-print'
  | 'changed-outside'
  | 'open-here'
  | 'text-holds-less'
  | 'no-python'
  | 'python-too-old'
  | 'kernel-did-not-start'
  | 'folder-gone'
  | 'folder-closed'
  | 'kernel-gone'
  /** Code is no Python; `detail` has the numbers of the cells. */
  | 'not-laid-out'
  | 'code-tools-gone'
  /** A part of Gilscope crashed, at the last start or before. */
  | 'has-crashed'
  | 'bad-call'

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function failed(code: ProblemCode, message: string, detail?: string): Result<never> {
  return { ok: false, problem: detail === undefined ? { code, message } : { code, message, detail } }
}

/** The end of a switch over a union: a forgotten case does not compile, and an impossible one throws. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}

/** For things that are there unless we have a bug. */
export function mustFind<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`not found: ${what}`)
  return value
}
