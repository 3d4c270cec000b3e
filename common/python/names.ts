/**
 * Which names a cell's code uses and sets, which follows from its mentions: nothing is run. Pure.
 *
 * A cell *sets* what it binds at its top level: by `=`, `import`, `def`, `class`, `for`, `with`, `:=` and patterns. It
 * *uses* the names that it reads there before it has set them itself. What stands in the body of a function is read
 * only when the function is called; so those names are kept by the function's name, and count for the cells that mention the
 * function.
 */
import { mentionsIn, type Mention } from './mentions'
import type { Scope } from './scopes'
import { masked } from './shorthand'

type Names = ReadonlySet<string>

export interface CellNames {
  /** What has to be there when the cell begins. */
  readonly uses: Names
  /** All that is read at the top level, also what the cell has set before. */
  readonly reads: Names
  readonly sets: Names
  /** Of those, what is the same again when the same code runs again: modules, functions, classes, types. */
  readonly fixed: Names
  /** What the functions and classes that the cell defines read once they are called, by their name. */
  readonly later: ReadonlyMap<string, Names>
  /** It may set names that cannot be seen in its text: `import *`, `exec`, `%run`. */
  readonly isOpaque: boolean
}

/** Code that sets names which its text does not tell. */
const OPAQUE_MAGIC = /^[ \t]*%{1,2}(?:run|load|pylab|store|macro)\b/m
const OPAQUE_CALL = /^(?:exec|globals|get_ipython)$/

export function namesOf(source: string): CellNames {
  const { all, importsAll } = mentionsIn(masked(source).code)
  const cell = new Cell(importsAll || OPAQUE_MAGIC.test(source))
  for (const mention of all) cell.take(mention)
  return cell
}

class Cell implements CellNames {
  readonly uses = new Set<string>()
  readonly reads = new Set<string>()
  readonly fixed = new Set<string>()
  readonly later = new Map<string, Set<string>>()
  readonly sets = new Set<string>()
  /** What is set so far in the bodies of classes, which run at once. */
  private readonly inClasses = new Map<Scope, Set<string>>()
  /** Names of `except … as`, in their blocks; whether each was set before, and so stays set where nothing is raised. */
  private readonly caught = new Map<string, boolean>()

  constructor(public isOpaque: boolean) {}

  take(mention: Mention): void {
    const { name, scope, does } = mention
    const home = scope.homeOf(name)
    if (does === 'reads') this.read(name, scope, home)
    else if (home.kind === 'class') this.setInClass(mention, home)
    else if (home.kind === 'top' && !scope.isLater) this.set(mention)
  }

  private read(name: string, scope: Scope, home: Scope): void {
    if (OPAQUE_CALL.test(name)) this.isOpaque = true
    // What a class has not set yet its lines find outside.
    const isOutside = home === scope && home.kind === 'class' && !this.inClasses.get(home)?.has(name)
    if (home.kind !== 'top' && !isOutside) return
    if (scope.isLater) {
      const names = this.later.get(scope.owner)
      if (names === undefined) this.later.set(scope.owner, new Set([name]))
      else names.add(name)
    } else {
      this.reads.add(name)
      if (!this.sets.has(name)) this.uses.add(name)
    }
  }

  private setInClass({ name, does }: Mention, home: Scope): void {
    const names = this.inClasses.get(home) ?? new Set()
    if (SETS.has(does)) names.add(name)
    else if (does === 'deletes' || does === 'releases') names.delete(name)
    this.inClasses.set(home, names)
  }

  private set({ name, does }: Mention): void {
    if (does === 'catches') this.caught.set(name, this.sets.has(name))
    if (SETS.has(does)) this.sets.add(name)
    if (does === 'deletes' || (does === 'releases' && this.caught.get(name) === false)) this.sets.delete(name)
    if (does === 'imports' || does === 'defines') this.fixed.add(name)
    else if (does === 'sets' || does === 'updates' || does === 'deletes') this.fixed.delete(name)
  }
}

const SETS: ReadonlySet<Mention['does']> = new Set(['sets', 'updates', 'imports', 'defines', 'catches'])
