/** What is known of a cell when it is asked whether it can be helped, and what help is. */
import type { Notice } from '../protocol'
import type { PythonCode } from '../python/code'
import type { Facts } from '../trace/verdict/facts'
import type { Sentence } from '../trace/verdict/sentences'
import type { RuleName } from './ruleNames'

/** What a run has shown so far. */
export interface Situation {
  /** The cell, as it was sent. */
  readonly code: PythonCode
  /** The notebook's other cells, as they are written now. */
  readonly others: readonly string[]
  /** `[3, 12]` */
  readonly python: readonly [number, number]
  /** It goes on. */
  readonly isRunning: boolean
  /** The exception that left the cell; null where none did, and while it goes on. */
  readonly error: Raised | null
  /** What it printed, to either stream, without colours. While it goes on nobody reads that, and it is empty. */
  readonly printed: string
  readonly notices: readonly Notice[]
  /** What the scope makes of the run; null where nothing was watched. */
  readonly facts: () => Facts | null
  /** Of the threads and processes that it started: how many went on when it ended; null where nobody saw. */
  readonly left: Left | null
}

export interface Raised {
  readonly ename: string
  readonly evalue: string
}

export interface Left {
  readonly threads: number
  readonly processes: number
}

/** A rule's answer. Sentences mark code with backticks. */
export interface Help {
  readonly rule: RuleName
  /** What happened. */
  readonly says: Sentence
  /** From what that is known. */
  readonly why: readonly Sentence[]
  /** The likeliest first. None: it is known what happened, and not what was meant. */
  readonly fixes: readonly Fix[]
}

export interface Fix {
  /** What it changes, as advice: `add \`import time\``. */
  readonly does: Sentence
  /** The whole cell, mended. */
  readonly code: string
}

/** Pure. Silent (null) in doubt: a wrong word here is worse than none. */
export type Rule = (situation: Situation) => Omit<Help, 'rule'> | null
