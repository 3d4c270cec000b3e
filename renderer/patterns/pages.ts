/**
 * A page per pattern that the verdict can name: its picture, its sources and a cell that shows it. The words are in
 * `pages.en.ts` and `pages.zh.ts`. A new pattern is one entry here and one in each of those; without them it does not
 * compile.
 */
import { traced, type Drawing } from '../../common/trace/drawn'
import type { Pattern } from '../../common/trace/verdict/facts'
import type { Trace } from '../../common/trace/trace'

export interface Page {
  /** The picture, as text (see `common/trace/drawn.ts`); `[GGww]` is repeated `REPEATS` times. */
  readonly drawing: string
  readonly options?: Drawing
  /** Its processes are interpreters of one process. */
  readonly areInterpreters?: true
  /** Code that shows the pattern, on any CPython unless the page says otherwise. */
  readonly code: string
  /** Where the reasons can be read, language apart. */
  readonly sources: readonly string[]
}

/** What the words of a page are, in one language; all but the names are Markdown. */
export interface PageText {
  readonly name: string
  readonly looks: string
  readonly why: string
  readonly tries: readonly string[]
  /** What the cell shows: its first line, as a comment. */
  readonly cell: string
}

const REPEATS = 6

/** A page's picture. One letter is 20 ms unless it says otherwise. */
export function traceOfPage({ drawing, options, areInterpreters }: Page): Trace {
  const long = (text: string): string =>
    text.replace(/\[(.*?)\]/g, (_all, letters: string) => letters.repeat(REPEATS))
  const tasks = options?.tasks === undefined ? {} : { tasks: long(options.tasks) }
  const trace = traced(long(drawing), { letter: 20, cores: 4, ...options, ...tasks })
  if (areInterpreters !== true) return trace
  return {
    ...trace,
    processes: trace.processes.slice(0, 1),
    threads: trace.threads.map((thread) => ({ ...thread, process: 0 })),
    gils: trace.gils.map((gil, interpreter) => ({ ...gil, process: 0, interpreter }))
  }
}

const COUNT = `def count(n):
    while n:
        n -= 1
`
const START_AND_JOIN = `for thread in threads:
    thread.start()
for thread in threads:
    thread.join()`

const THREADS_COUNT = (threads: number, n: string): string => `import threading

${COUNT}
threads = [threading.Thread(target=count, args=(${n},)) for _ in range(${threads})]
${START_AND_JOIN}`

const CEVAL = 'CPython: Python/ceval_gil.c'
const ASYNCIO = 'CPython documentation: asyncio, Coroutines and Tasks'
const RELEASING = 'CPython documentation, C API: Thread state and the global interpreter lock'

export const PAGES: Record<Pattern, Page> = {
  'gil-serialized': {
    drawing: `
      MainThread  [llllllll]
      worker-1    [GGwwwwww]
      worker-2    [wwGGwwww]
      worker-3    [wwwwGGww]
      worker-4    [wwwwwwGG]`,
    options: { letter: 2.5 },
    code: THREADS_COUNT(4, '10_000_000'),
    sources: [CEVAL, 'CPython documentation: sys.setswitchinterval']
  },
  'gil-convoy': {
    drawing: `
      MainThread  [llllllllllllllllllllllll]
      compute     [GGGGGGGwGGGGGGGwGGGGGGGw]
      answer      [swwwwwwGswwwwwwGswwwwwwG]`,
    options: { letter: 1 },
    code: `import threading, time

until = time.perf_counter() + 2

def compute():
    while time.perf_counter() < until:
        pass

def answer():
    while time.perf_counter() < until:
        time.sleep(0.001)

threads = [threading.Thread(target=work, name=work.__name__) for work in (compute, answer)]
${START_AND_JOIN}`,
    sources: [CEVAL, 'CPython issue 7946: Convoy effect with I/O bound threads and New GIL']
  },
  'parallel-processes': {
    drawing: `
      MainThread             [cccccccc]
      Process-1/MainThread   [GGGGGGGG]
      Process-2/MainThread   [GGGGGGGG]`,
    code: `from concurrent.futures import ProcessPoolExecutor

${COUNT}
with ProcessPoolExecutor(2) as pool:
    list(pool.map(count, [20_000_000] * 2))`,
    sources: ['CPython documentation: multiprocessing, concurrent.futures']
  },
  'parallel-native': {
    drawing: `
      MainThread  [llllllll]
      worker-1    G[NNNNNNNN]
      worker-2    w[NNNNNNNN]`,
    code: `import hashlib, threading, time

block = bytes(10_000_000)
until = time.perf_counter() + 2

def digest():
    while time.perf_counter() < until:
        hashlib.sha256(block)

threads = [threading.Thread(target=digest) for _ in range(2)]
${START_AND_JOIN}`,
    sources: [RELEASING, 'CPython documentation: hashlib (data of more than 2047 bytes)']
  },
  'parallel-interpreters': {
    drawing: `
      MainThread   [llllllll]
      one/worker-1 [GGGGGGGG]
      two/worker-2 [GGGGGGGG]`,
    areInterpreters: true,
    code: `from concurrent.futures import InterpreterPoolExecutor

${COUNT}
with InterpreterPoolExecutor(2) as pool:
    list(pool.map(count, [20_000_000] * 2))`,
    sources: ['PEP 684: A Per-Interpreter GIL', 'PEP 734: Multiple Interpreters in the Stdlib']
  },
  'parallel-no-gil': {
    drawing: `
      MainThread  [llllllll]
      worker-1    [GGGGGGGG]
      worker-2    [GGGGGGGG]`,
    options: { tier: 'no-gil' },
    code: THREADS_COUNT(2, '20_000_000'),
    sources: ['PEP 703: Making the Global Interpreter Lock Optional in CPython', 'PEP 779']
  },
  'overlapped-waiting': {
    drawing: `
      MainThread  [llllllll]
      fetch-1     G[ssssssss]
      fetch-2      G[ssssssss]
      fetch-3       G[iiiiiiii]
      fetch-4        G[ssssssss]`,
    code: `from concurrent.futures import ThreadPoolExecutor
import time

def fetch(n):
    time.sleep(0.5)

with ThreadPoolExecutor(10) as pool:
    list(pool.map(fetch, range(20)))`,
    sources: [RELEASING]
  },
  'lock-contention': {
    drawing: `
      MainThread  [llllllll]
      worker-1    [ssllllll]
      worker-2    [llssllll]
      worker-3    [llllssll]
      worker-4    [llllllss]`,
    code: `import threading, time

lock = threading.Lock()

def work():
    for _ in range(40):
        with lock:
            time.sleep(0.01)

threads = [threading.Thread(target=work) for _ in range(4)]
${START_AND_JOIN}`,
    sources: ['CPython documentation: threading, Lock objects']
  },
  oversubscribed: {
    drawing: `
      MainThread             [cccccccc]
      Process-1/MainThread   [GGppGGpp]
      Process-2/MainThread   [ppGGppGG]
      Process-3/MainThread   [GppGGppG]
      Process-4/MainThread   [pGGppGGp]`,
    options: { cores: 2 },
    code: `import hashlib, os, threading, time

block = bytes(10_000_000)
until = time.perf_counter() + 2

def digest():
    while time.perf_counter() < until:
        hashlib.sha256(block)

threads = [threading.Thread(target=digest) for _ in range(3 * os.cpu_count())]
${START_AND_JOIN}`,
    sources: ['man 7 sched', 'CPython documentation: os.process_cpu_count']
  },
  imbalance: {
    drawing: `
      MainThread             [cccccccc]
      Process-1/MainThread   [GGGGGGGG]
      Process-2/MainThread   [GGG]
      Process-3/MainThread   [GG]`,
    code: `import multiprocessing

${COUNT}
workers = [multiprocessing.Process(target=count, args=(n,)) for n in (45_000_000, 15_000_000)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()`,
    sources: ['CPython documentation: multiprocessing.pool.Pool.map (chunksize)']
  },
  'overlapped-tasks': {
    drawing: `
      MainThread  G[iiiiiiii]G`,
    options: {
      tasks: `
        main        R[gggggggg]R.
          fetch-1   rR[sssssss]R.
          fetch-2   rR[sssssss]R.
          fetch-3   rR[sssssss]R.`
    },
    code: `import asyncio

async def fetch(n):
    await asyncio.sleep(1)

async def main():
    await asyncio.gather(*[fetch(n) for n in range(50)])

asyncio.run(main())`,
    sources: [ASYNCIO]
  },
  'blocked-loop': {
    drawing: `
      MainThread  G[ssssss]G[iii]`,
    options: {
      tasks: `
        main        R[gggggggggg]R.
          report    rR[HHHHHH]R.
          answer-1  rR[ssssssss]R.
          answer-2  rR[ssssssss]R.`
    },
    code: `import asyncio, time

async def answer():
    for _ in range(10):
        await asyncio.sleep(0.1)

async def report():
    await asyncio.sleep(0.3)
    time.sleep(0.6)

async def main():
    await asyncio.gather(answer(), answer(), report())

asyncio.run(main())`,
    sources: [ASYNCIO, 'CPython documentation: Developing with asyncio, Running Blocking Code']
  },
  'one-thread': {
    drawing: `
      MainThread  [GGGGGGGG]`,
    code: `${COUNT}
count(30_000_000)`,
    sources: ['CPython documentation: concurrent.futures']
  },
  stuck: {
    drawing: `
      MainThread  G[llllllllllllllllllll]
      worker-1    G[llllllllllllllllllll]
      worker-2    G[llllllllllllllllllll]`,
    code: `import threading, time

left, right = threading.Lock(), threading.Lock()

def take(first, second):
    with first:
        time.sleep(0.1)
        if second.acquire(timeout=30):
            second.release()

threads = [
    threading.Thread(target=take, args=(left, right), daemon=True),
    threading.Thread(target=take, args=(right, left), daemon=True),
]
for thread in threads:
    thread.start()
threads[0].join(4)`,
    sources: ['CPython documentation: threading, faulthandler']
  },
  'too-short': {
    drawing: `
      MainThread  GGGG`,
    code: 'sum(range(100_000))',
    sources: ['docs/scope.md']
  },
  unclear: {
    drawing: `
      MainThread  [llllllll]
      count       [GGGGGGGG]
      digest      [NNNNssss]`,
    code: `import hashlib, threading, time

block = bytes(50_000_000)
until = time.perf_counter() + 2

def count():
    while time.perf_counter() < until:
        pass

def digest():
    while time.perf_counter() < until:
        began = time.perf_counter()
        hashlib.sha256(block)
        time.sleep(time.perf_counter() - began)

threads = [threading.Thread(target=work, name=work.__name__) for work in (count, digest)]
${START_AND_JOIN}`,
    sources: ['docs/scope.md']
  }
}

/** In the order in which the pages are listed: what goes wrong and right with the GIL first. */
export const PATTERNS = Object.keys(PAGES) as readonly Pattern[]

/** The cell to insert. */
export function cellOf(pattern: Pattern, text: PageText): string {
  return `# ${text.cell}\n${PAGES[pattern].code}`
}
