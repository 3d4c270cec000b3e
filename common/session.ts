/** What a kernel session (main/kernel/KernelSession) tells: its own state, and what its runs produce. */
import type { CellId, RunId } from './brands'
import type { MimeBundle } from './notebook'
import type { AliveThread, Author, KernelEvent, KernelInfo, Match } from './protocol'
import type { Problem } from './result'

/** A CPython that was found on this machine. */
export interface Interpreter {
  readonly path: string
  /** `3.13.0`; empty when it could not be asked. */
  readonly version: string
  readonly freeThreaded: boolean
  /** The place it comes from, e.g. `venv`, `pyenv`, `PATH`. */
  readonly origin:
    | 'named'
    | 'venv'
    | 'PATH'
    | 'pyenv'
    | 'conda'
    | 'uv'
    | 'python.org'
    | 'store'
    | 'system'
    | 'jupyter'
    | 'cache'
    | 'bundled'
  /** What Jupyter calls the kernel that runs on it, where Jupyter knows one of a name of its own. */
  readonly kernelspec?: { readonly name: string; readonly display_name: string }
  /** Absent when it can run notebooks. */
  readonly unusable?: Problem
}

/** How a kernel process ended: exactly one of the two is set, as `waitpid` tells them apart. */
export interface Death {
  readonly exitCode: number | null
  /** `SIGSEGV`, … */
  readonly signal: string | null
}

export type KernelState =
  | { readonly status: 'none' }
  | { readonly status: 'starting'; readonly interpreter: Interpreter }
  | {
      readonly status: 'idle' | 'busy' | 'interrupting'
      readonly interpreter: Interpreter
      readonly info: KernelInfo
    }
  | { readonly status: 'stopping'; readonly interpreter: Interpreter }
  | {
      readonly status: 'dead'
      readonly interpreter: Interpreter
      readonly death: Death
      readonly lastWords: string
    }
  | { readonly status: 'failed'; readonly interpreter: Interpreter | null; readonly problem: Problem }

/** Each event of a run, without the fence: by then it has done its work. (Conditional, so that the union stays one.) */
type WithoutFence<Event> = Event extends { readonly run: RunId } ? Omit<Event, 'fence'> : never

/**
 * Of a run that prints more than the page keeps: all is in a file that the user can open (`kept`), or only its beginning,
 * for the disk is full (`cut`), or nothing (`lost`).
 */
export type WholeOutput = 'kept' | 'cut' | 'lost'

/**
 * What happens to a run, in the one order in which the page shows it: socket and terminal are already merged. A run is
 * asked for, then `execute_input` (or `aborted`), then its outputs, then `execute_reply` (or `died`). Late lines of
 * threads and children may follow.
 */
export type RunEvent =
  | WithoutFence<KernelEvent>
  /**
   * Written past Python's streams of the kernel: C code, `os.system`, children. A terminal does not tell stdout from
   * stderr. `author`: the Python child that printed it; absent when nobody said.
   */
  | { readonly kind: 'raw_output'; readonly run: RunId; readonly text: string; readonly author?: Author }
  /** The cell prints more than the page keeps; what becomes of the rest. */
  | { readonly kind: 'whole_output'; readonly run: RunId; readonly state: WholeOutput }
  /** It never began: an earlier run failed, or the kernel was stopped, restarted or interrupted first. */
  | { readonly kind: 'aborted'; readonly run: RunId }
  /** The kernel ended while this ran. */
  | { readonly kind: 'died'; readonly run: RunId; readonly death: Death }

/** One cell to run. */
export interface RunRequest {
  readonly run: RunId
  readonly cell: CellId
  readonly code: string
  /** The notebook's switch: whether spawned children find what cells define. On unless it says `false`. */
  readonly childrenSeeCells?: boolean
  /** Its failing does not stop those behind it: it has the tag `raises-exception`. */
  readonly mayFail?: boolean
}

/** A process that the notebook started, itself or through another. */
export interface AliveChild {
  readonly pid: number
  /** multiprocessing's name for it, or the program's. */
  readonly name: string
  /** One of multiprocessing's own servers: it belongs to all cells, and ending it ends what they serve. */
  readonly server: boolean
  /** The run into whose cell it writes; `null` where that cannot be seen (it writes elsewhere; not Linux). */
  readonly run: RunId | null
  /** What it prints goes to the current cell instead. */
  readonly follows: boolean
}

/** Everything of a notebook that goes on by itself. */
export interface Alive {
  readonly threads: readonly AliveThread[]
  readonly children: readonly AliveChild[]
}

/** Ways to go on writing; each replaces what is between the two positions (as JavaScript counts). */
export interface Completion {
  readonly matches: readonly Match[]
  readonly from: number
  readonly to: number
}

/** What a name is. */
export interface Inspection {
  readonly found: boolean
  /** `text/plain`: signature, type, documentation. */
  readonly data: MimeBundle
}
