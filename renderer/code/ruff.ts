/** Ruff, as far as we use it: what it finds in code, and code as it lays it out. It runs in `codeWorker.ts`. */
import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-web'
import { NOTEBOOK_NAMES } from '../../common/python/pythonNames'

export type Found = Pick<Diagnostic, 'code' | 'message' | 'start_location' | 'end_location'>

export interface Ruff {
  /** What is wrong with code by itself, whatever its names mean. */
  syntax(code: string): readonly Found[]
  /** What is wrong with names and the like. */
  names(code: string): readonly Found[]
  /** Code laid out anew; throws where it is no Python. */
  format(code: string): string
}

/** The newest Python that Ruff knows: what an older one does not understand is for that one to say. */
const NEWEST = 'py314'
/** The oldest Python that Gilscope runs: laid out code must mean the same on every one. */
const OLDEST = 'py39'

/**
 * Pyflakes' rules, without those that a notebook breaks rightly: a `__future__` import or an `await` anywhere (F404, F704),
 * a definition made again in a later cell (F811); and without those about style (F541) and about what star imports may
 * bring (F403, F405).
 */
const LINT = { select: ['F'], ignore: ['F403', 'F404', 'F405', 'F541', 'F704', 'F811'] }

/** Ruff's module must be initialised before. */
export function makeRuff(): Ruff {
  const of = (options: object): Workspace => new Workspace(options, PositionEncoding.Utf16)
  const syntax = of({ 'target-version': NEWEST, lint: { select: [] } })
  const names = of({ 'target-version': NEWEST, builtins: NOTEBOOK_NAMES, lint: LINT })
  const layout = of({ 'target-version': OLDEST })
  return {
    syntax: (code) => syntax.check(code) as Found[],
    names: (code) => names.check(code) as Found[],
    format: (code) => layout.format(code)
  }
}
