/**
 * Where a name of Python code belongs: the rules of CPython's symbol table (`Python/symtable.c`; the language reference,
 * "Naming and binding"). Pure.
 *
 *     x = 1                        top
 *     class C:                     a class: its names are known in its own lines, not in its methods
 *         def m[T](self, p: T):    T in `types`; p in a function
 *             return [i + x for i in p]   i in a comprehension; x is bound nowhere on the way out: top, or built in
 */

type ScopeKind =
  | 'top'
  | 'class'
  | 'function'
  | 'lambda'
  | 'comprehension'
  /** The `[T]` of a function, class or alias, with the annotations, bases or value that may use it. */
  | 'types'
  /** What a `type` statement or the bound of a `T` says: not read before somebody asks for it. */
  | 'late'

export class Scope {
  /** Itself and what is around it, to the outermost. */
  readonly chain: readonly Scope[]
  private readonly bound = new Set<string>()
  private readonly globals = new Set<string>()
  private readonly nonlocals = new Set<string>()

  /** @param name of a function, class or type alias; else '' */
  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | null,
    readonly name: string
  ) {
    this.chain = [this, ...(parent?.chain ?? [])]
  }

  /** Somewhere in this scope the name is set: so it is this scope's in all its lines. */
  bind(name: string): void {
    this.bound.add(name)
  }

  declare(name: string, where: 'global' | 'nonlocal'): void {
    if (where === 'global') this.globals.add(name)
    else this.nonlocals.add(name)
  }

  /** The scope that a name belongs to where this one reads or sets it; to be asked when all of the code is known. */
  homeOf(name: string): Scope {
    /** Nothing that is called later is between: only then a class shows its names. */
    let seesClass = true
    for (const scope of this.chain.slice(0, -1)) {
      if (seesClass || scope.kind !== 'class') {
        if (scope.globals.has(name)) break
        if (scope.bound.has(name) && !scope.nonlocals.has(name)) return scope
      }
      // What `super()` uses: a class's own methods know it, the lines of the class do not.
      if (name === '__class__' && scope.kind === 'class' && scope !== this) return scope
      seesClass &&= scope.kind === 'types' || scope.kind === 'late'
    }
    return this.top
  }

  /** Read only when a function is called or a type is asked for. */
  get isLater(): boolean {
    return this.chain.some(({ kind }) => kind === 'function' || kind === 'late')
  }

  /** The name of the outermost function, class or alias around; '' for none. */
  get owner(): string {
    return this.chain.findLast(({ name }) => name !== '')?.name ?? ''
  }

  private get top(): Scope {
    return this.parent?.top ?? this
  }
}
