/** One cell on several Pythons, one after the other: what the page asks for, and what main tells of it. */
import type { RunId } from './brands'
import type { Problem } from './result'
import type { PackedTrace } from './trace/packed/packedTrace'

export interface TrialRequest {
  /** Names this trial from now on. */
  readonly trial: string
  /** Paths of Pythons, in the order in which they take their turns. */
  readonly pythons: readonly string[]
  /** Code to run first in each, whose outputs are not kept. */
  readonly above: readonly string[]
  readonly code: string
  /** How long each Python may take for all of it. */
  readonly limitMs: number
}

/** What happens with one of the Pythons, by its place in the request. */
export type TrialNews =
  | { readonly kind: 'starting'; readonly place: number }
  /** So many of the cells above have run. */
  | { readonly kind: 'above'; readonly place: number; readonly done: number }
  | { readonly kind: 'running'; readonly place: number }
  | { readonly kind: 'done'; readonly place: number; readonly result: TrialResult }
  /** It never came to the cell: the Python did not start, or a cell above failed. */
  | { readonly kind: 'failed'; readonly place: number; readonly failure: TrialFailure }
  /** Nothing more comes. Pythons that had no turn were cancelled. */
  | { readonly kind: 'ended' }

export interface TrialResult {
  readonly run: RunId
  readonly status: 'ok' | 'error' | 'timeout'
  readonly wallMs: number
  /** The beginning of what it printed. */
  readonly head: string
  /** The last line of its error; empty when there was none. */
  readonly error: string
  readonly trace: PackedTrace | null
}

export type TrialFailure =
  | { readonly kind: 'not-started'; readonly problem: Problem }
  /** The place among the cells above, from 0. */
  | { readonly kind: 'above-failed'; readonly place: number; readonly error: string }
  | { readonly kind: 'above-too-long'; readonly place: number }
