/**
 * The messages between the app and a kernel: JSON, one object a line, UTF-8, over a local socket. Names and contents are
 * Jupyter's (https://jupyter-client.readthedocs.io/en/stable/messaging.html) wherever Jupyter has one; Jupyter's header
 * and parent header shrink to `kind` and `run`. `messages.examples.jsonl` holds one of each and is tested from here and
 * from Python. Commands go down to the kernel, events come up.
 */
import type { RunId } from './brands'
import { isObject } from './json'
import type { JsonObject, MimeBundle } from './notebook'
import type { Result } from './result'
import { failed, ok } from './result'
import type { TaskSteps } from './taskSteps'

/** The number that both sides must agree on. Raised whenever a message changes its meaning. */
export const PROTOCOL_VERSION = 1

/** App → kernel. */
export type KernelCommand =
  | {
      readonly kind: 'execute_request'
      readonly run: RunId
      readonly code: string
      /** What tracebacks call this cell: shown as `Cell In[n]`. */
      readonly cell: string
      /**
       * The device of the terminal made for this run alone, which the kernel opens as its descriptors 1 and 2 until the
       * next run; absent where the system has none (Windows), and then all raw output is on the kernel's own terminal.
       */
      readonly terminal?: string
      /** False: spawned children find nothing that cells define, as in plain Python. */
      readonly children_see_cells?: boolean
      /** True: what asyncio's tasks do meanwhile is told in `task_steps`. */
      readonly record_tasks?: boolean
    }
  | { readonly kind: 'input_reply'; readonly request: number; readonly value: string }
  /** End of input (Ctrl-D): the asker gets EOFError. */
  | { readonly kind: 'input_end'; readonly request: number }
  | Question
  /** Sets `sys.setswitchinterval`, which changes how the program runs. Answered by `kernel_info`. */
  | { readonly kind: 'switch_interval_request'; readonly seconds: number }
  | { readonly kind: 'shutdown_request' }

/**
 * What the kernel answers also while a cell runs, from another thread, without running code of the user's. Positions are
 * Jupyter's: characters of `code`, counted in code points.
 */
export type Question =
  | {
      readonly kind: 'complete_request'
      readonly request: number
      readonly code: string
      readonly cursor_pos: number
    }
  | {
      readonly kind: 'inspect_request'
      readonly request: number
      readonly code: string
      readonly cursor_pos: number
      /** 1: with the source, where it can be had. */
      readonly detail_level: 0 | 1
    }
  | { readonly kind: 'variables_request'; readonly request: number }
  /** Which threads and children of multiprocessing's there are. */
  | { readonly kind: 'alive_request'; readonly request: number }
  /** Whether the kernel hears interrupts, or the program has taken SIGINT over. */
  | { readonly kind: 'sigint_request'; readonly request: number }
  /**
   * From now on what the thread writes goes to the cell that runs, or ran last, instead of the one that started it; or
   * again to that.
   */
  | {
      readonly kind: 'follow_request'
      readonly request: number
      readonly tid: number
      readonly follows: boolean
    }

/** Who wrote a line, when it was not the kernel's main thread. */
export interface Author {
  readonly pid: number
  /** A thread's or a child's name, as Python has it; `fork` for a child by `os.fork()`. */
  readonly name: string
  /** The thread's id in the system; absent for a child. */
  readonly tid?: number
}

/** What the kernel says of itself when it is ready. */
export interface KernelInfo {
  readonly protocol: number
  readonly pid: number
  /** `3.13.0` */
  readonly version: string
  /** `sys.version`, whole. */
  readonly build: string
  readonly executable: string
  /** Built with `--disable-gil`. */
  readonly free_threaded: boolean
  /** Whether the GIL is on now (`sys._is_gil_enabled()`). */
  readonly gil: boolean
  /** A free-threaded build only: the module whose import switched the GIL back on, where Python has told. */
  readonly gil_module?: string
  /** Logical processors of the machine. */
  readonly cores: number
  /** The numbers of those that the kernel may use; absent where the system does not tell. */
  readonly affinity?: readonly number[]
  /** How multiprocessing starts children unless it is told: `fork`, `spawn`, `forkserver`. */
  readonly start_method: string
  /** How long a thread may keep the GIL while others wait for it, in seconds. */
  readonly switch_interval: number
}

/** One way to go on writing. */
export interface Match {
  readonly text: string
  readonly type:
    | 'class'
    | 'function'
    | 'instance'
    | 'key'
    | 'keyword'
    | 'magic'
    | 'module'
    | 'param'
    | 'path'
    | 'property'
    | 'variable'
  /** A signature, or a type's name. */
  readonly detail?: string
}

/** Of more variables than this the kernel tells only the first by name. */
export const MOST_VARIABLES = 5000

/** One of the notebook's variables. */
export interface Variable {
  readonly name: string
  readonly type: string
  /** `12 items`, or an array's shape: `(3, 4)`. */
  readonly size?: string
  /** In one short line; for types that are not Python's own only the type. */
  readonly value: string
}

/** A thread of `threading` besides the main one. */
export interface AliveThread {
  /** The thread's id in the system. */
  readonly tid: number
  readonly name: string
  /** A daemon thread does not keep a script from ending. */
  readonly daemon: boolean
  /** The run whose code started it; absent when nobody knows. */
  readonly run?: RunId
  /** It writes into the current cell, not into the one that started it. */
  readonly follows: boolean
}

/** What a person should know of a run, besides what it prints. */
export type Notice =
  /** A worker of a `multiprocessing.Pool` ended while the pool was at work, and the pool does not get on: it waits for ever. */
  | {
      readonly what: 'worker-lost'
      readonly worker: string
      readonly pid: number
      /** Exactly one of the two is set. */
      readonly exitCode: number | null
      readonly signal: string | null
    }
  /** Threads of an interrupted run that go on: nothing but the end of the kernel ends them. */
  | { readonly what: 'threads-go-on'; readonly threads: readonly string[] }
  /** An interrupt does nothing, for the program has taken SIGINT over: for a function of its own, or (`null`) for nobody. */
  | { readonly what: 'interrupt-unheard'; readonly handler: string | null }
  /**
   * The main thread's event loop waits for ever: it has no task, timer, file or signal left, and there is no other thread.
   * `coroutines`: the first names of those that were made and never awaited; `count`: how many there are.
   */
  | { readonly what: 'loop-idle'; readonly coroutines: readonly string[]; readonly count: number }

/** Those that are said as they are; from the other follows help (`common/help/`). */
export type SaidNotice = Exclude<Notice, { readonly what: 'loop-idle' }>

/** Kernel → app. */
export type KernelEvent =
  /** First of all, and again whenever something of it has changed. */
  | ({ readonly kind: 'kernel_info' } & KernelInfo)
  /** Each match replaces what is between the two positions. */
  | {
      readonly kind: 'complete_reply'
      readonly request: number
      readonly matches: readonly Match[]
      readonly cursor_start: number
      readonly cursor_end: number
    }
  | {
      readonly kind: 'inspect_reply'
      readonly request: number
      readonly found: boolean
      readonly data: MimeBundle
      readonly metadata: JsonObject
    }
  | {
      readonly kind: 'variables_reply'
      readonly request: number
      readonly variables: readonly Variable[]
    }
  | {
      readonly kind: 'alive_reply'
      readonly request: number
      readonly threads: readonly AliveThread[]
      /** What multiprocessing calls its children; `server`: it serves all cells (forkserver, resource tracker). */
      readonly children: readonly { readonly pid: number; readonly name: string; readonly server: boolean }[]
    }
  | { readonly kind: 'follow_reply'; readonly request: number; readonly found: boolean }
  | {
      readonly kind: 'sigint_reply'
      readonly request: number
      readonly ours: boolean
      /** Where it is not ours: the name of the function that hears it; absent: nobody does. */
      readonly handler?: string
    }
  | { readonly kind: 'notice'; readonly run: RunId; readonly notice: Notice }
  | ({ readonly kind: 'task_steps' } & TaskSteps)
  /** A run has begun; nothing of it came before. */
  | { readonly kind: 'execute_input'; readonly run: RunId; readonly execution_count: number }
  | {
      readonly kind: 'stream'
      readonly run: RunId
      readonly name: 'stdout' | 'stderr'
      readonly text: string
      /** The thread that wrote it; absent for the main thread. */
      readonly author?: Author
      /**
       * The number of the marker that the kernel wrote into the run's terminal at this moment, so that what others wrote
       * there (children, C code) can be put before or after this text. Absent where no marker was written.
       */
      readonly fence?: number
    }
  | {
      readonly kind: 'display_data'
      readonly run: RunId
      readonly data: MimeBundle
      readonly metadata: JsonObject
      readonly display_id?: string
    }
  | {
      readonly kind: 'update_display_data'
      readonly run: RunId
      readonly data: MimeBundle
      readonly metadata: JsonObject
      readonly display_id: string
    }
  | { readonly kind: 'clear_output'; readonly run: RunId; readonly wait: boolean }
  | {
      readonly kind: 'execute_result'
      readonly run: RunId
      readonly execution_count: number
      readonly data: MimeBundle
      readonly metadata: JsonObject
    }
  | {
      readonly kind: 'error'
      readonly run: RunId
      readonly ename: string
      readonly evalue: string
      readonly traceback: readonly string[]
    }
  | {
      readonly kind: 'input_request'
      readonly run: RunId
      readonly request: number
      readonly prompt: string
      readonly password: boolean
    }
  /** The asker no longer waits (interrupted, or its time ran out). */
  | { readonly kind: 'input_cancelled'; readonly run: RunId; readonly request: number }
  | {
      readonly kind: 'execute_reply'
      readonly run: RunId
      readonly status: 'ok' | 'error'
      readonly execution_count: number
      /** Wall time of the user's code alone, in ms. */
      readonly wall_ms: number
      readonly fence?: number
    }

export type KernelEventKind = KernelEvent['kind']

type FieldType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | 'objects'
  | 'strings'
  | 'numbers'
  | 'string?'
  | 'number?'
  | 'numbers?'
  | 'object?'

/** The fields of each event, by type: what `parseEvent` checks at the door, so that nobody inside has to. */
const EVENT_FIELDS: Record<KernelEventKind, Record<string, FieldType>> = {
  kernel_info: {
    protocol: 'number',
    pid: 'number',
    version: 'string',
    build: 'string',
    executable: 'string',
    free_threaded: 'boolean',
    gil: 'boolean',
    gil_module: 'string?',
    cores: 'number',
    affinity: 'numbers?',
    start_method: 'string',
    switch_interval: 'number'
  },
  complete_reply: { request: 'number', matches: 'objects', cursor_start: 'number', cursor_end: 'number' },
  inspect_reply: { request: 'number', found: 'boolean', data: 'object', metadata: 'object' },
  variables_reply: { request: 'number', variables: 'objects' },
  alive_reply: { request: 'number', threads: 'objects', children: 'objects' },
  follow_reply: { request: 'number', found: 'boolean' },
  sigint_reply: { request: 'number', ours: 'boolean', handler: 'string?' },
  notice: { run: 'string', notice: 'object' },
  task_steps: {
    since: 'number',
    sent: 'number',
    tasks: 'objects',
    awaited: 'objects',
    steps: 'numbers',
    ends: 'objects',
    holds: 'objects',
    running: 'numbers',
    merged: 'number',
    unlisted: 'number',
    cost_us: 'number'
  },
  execute_input: { run: 'string', execution_count: 'number' },
  stream: { run: 'string', name: 'string', text: 'string', author: 'object?', fence: 'number?' },
  display_data: { run: 'string', data: 'object', metadata: 'object', display_id: 'string?' },
  update_display_data: { run: 'string', data: 'object', metadata: 'object', display_id: 'string' },
  clear_output: { run: 'string', wait: 'boolean' },
  execute_result: { run: 'string', execution_count: 'number', data: 'object', metadata: 'object' },
  error: { run: 'string', ename: 'string', evalue: 'string', traceback: 'strings' },
  input_request: { run: 'string', request: 'number', prompt: 'string', password: 'boolean' },
  input_cancelled: { run: 'string', request: 'number' },
  execute_reply: {
    run: 'string',
    status: 'string',
    execution_count: 'number',
    wall_ms: 'number',
    fence: 'number?'
  }
}

function hasType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'string?':
    case 'number?':
      return value === undefined || typeof value === type.slice(0, -1)
    case 'numbers':
      return Array.isArray(value) && value.every((item) => typeof item === 'number')
    case 'numbers?':
      return value === undefined || hasType(value, 'numbers')
    case 'objects':
      return Array.isArray(value) && value.every((item) => hasType(item, 'object'))
    case 'strings':
      return Array.isArray(value) && value.every((line) => typeof line === 'string')
    case 'object?':
      return value === undefined || hasType(value, 'object')
    case 'object':
      return isObject(value)
    default:
      return typeof value === type
  }
}

/** One line from the kernel's socket, checked; a problem names what is wrong with it. */
export function parseEvent(line: string): Result<KernelEvent> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return failed('bad-call', 'the kernel sent a line that is not JSON', line.slice(0, 200))
  }
  if (typeof value !== 'object' || value === null)
    return failed('bad-call', 'the kernel sent no object', line.slice(0, 200))
  const kind = (value as { kind?: unknown }).kind
  if (typeof kind !== 'string' || !Object.hasOwn(EVENT_FIELDS, kind))
    return failed('bad-call', `the kernel sent an unknown message: ${String(kind)}`)
  for (const [field, type] of Object.entries(EVENT_FIELDS[kind as KernelEventKind]))
    if (!hasType((value as Record<string, unknown>)[field], type))
      return failed('bad-call', `the kernel's ${kind} has a wrong ${field}`)
  return ok(value as KernelEvent)
}

export function encodeCommand(command: KernelCommand): string {
  return `${JSON.stringify(command)}\n`
}
