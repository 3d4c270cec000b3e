/** A line of "check my setup", and how one is made. */
import { isKnown, type Fact } from './facts'
import type { DoctorWords, Finding, Said } from './words.en'

export type Check = keyof DoctorWords['checks']
export type Level = 'green' | 'yellow' | 'red'

export interface Line {
  readonly check: Check
  readonly level: Level
  /** Its name, the same in every language. */
  readonly finding: Finding
  readonly says: string
  /** The one thing to do; null where nothing is to be done. */
  readonly todo: string | null
  /** What else is known, a line each. */
  readonly more: readonly string[]
}

/** Makes the lines of one reading, in its language. */
export class Pen {
  constructor(readonly words: DoctorWords) {}

  /** `args` are what the finding's sentence takes. */
  line<F extends Finding>(
    check: Check,
    level: Level,
    finding: F,
    ...args: Parameters<DoctorWords['findings'][F]>
  ): Line {
    const { says, todo } = Reflect.apply(this.words.findings[finding], undefined, args) as Said
    return { check, level, finding, says, todo, more: [] }
  }

  /** The lines that `judge` makes of a fact; of one that is not known, a line that says so. */
  known<T extends object>(check: Check, fact: Fact<T>, judge: (fact: T) => readonly Line[]): readonly Line[] {
    return isKnown(fact) ? judge(fact) : [this.line(check, 'yellow', 'unknown', fact.unknown)]
  }
}
