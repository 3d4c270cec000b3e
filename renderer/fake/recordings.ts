/** What the fake host opens and plays: notebooks, interpreters, and the events of their cells. */
import type { CellId, Ms } from '../../common/brands'
import type { Example } from '../../common/ipc'
import type { Cell, Notebook, Output } from '../../common/notebook'
import type { Interpreter, RunEvent } from '../../common/session'
import { AUTHOR_CELLS, AUTHORS_PLAYED } from './authorRecordings'

/** Conditional, so that the union stays one. */
type WithoutRun<Event> = Event extends RunEvent ? Omit<Event, 'run'> : never
/** Events, each so long after the one before. */
export type Recording = readonly { readonly after: Ms; readonly event: WithoutRun<RunEvent> }[]

const out = (after: number, text: string): Recording[number] => ({
  after: after as Ms,
  event: { kind: 'stream', name: 'stdout', text }
})

const THREADS = `import threading, time

def worker(name):
    """Counts, and says so."""
    for i in range(3):
        time.sleep(0.5)
        print(f"{name}: step {i + 1} of 3")

threads = [threading.Thread(target=worker, args=(n,)) for n in ("A", "B")]
for t in threads:
    t.start()
for t in threads:
    t.join()  # 等待子线程结束
len(threads)`

const PLAYED: readonly (readonly [part: string, recording: Recording])[] = [
  ...AUTHORS_PLAYED,
  [
    'threading.Thread',
    [
      out(500, 'A: step 1 of 3\nB: step 1 of 3\n'),
      out(500, '\u001b[32mA: step 2 of 3\u001b[0m\nB: step 2 of 3\n'),
      out(500, 'A: step 3 of 3\nB: step 3 of 3\n'),
      {
        after: 10 as Ms,
        event: { kind: 'execute_result', execution_count: 0, data: { 'text/plain': '2' }, metadata: {} }
      }
    ]
  ],
  ['sleep(60)', [out(200, 'going to sleep …\n'), out(60_000, 'awake\n')]],
  [
    'current_thread',
    [
      {
        after: 30 as Ms,
        event: {
          kind: 'error',
          ename: 'NameError',
          evalue: "name 'current_thread' is not defined",
          traceback: [
            '\u001b[31mTraceback (most recent call last):\u001b[0m',
            '  File \u001b[35mCell In[3]\u001b[0m, line \u001b[35m2\u001b[0m, in \u001b[35mtask\u001b[0m',
            '    print(\u001b[1;31mcurrent_thread\u001b[0m().name)',
            "\u001b[1;31mNameError\u001b[0m: name 'current_thread' is not defined"
          ]
        }
      }
    ]
  ],
  [
    'input(',
    [
      {
        after: 50 as Ms,
        event: { kind: 'input_request', request: 1, prompt: 'Your name? ', password: false }
      }
    ]
  ],
  [
    'string_at(0)',
    [{ after: 300 as Ms, event: { kind: 'died', death: { exitCode: null, signal: 'SIGSEGV' } } }]
  ]
]

/** The recording for a cell with this text; any other text just ends after a moment. */
export function recordingFor(code: string): Recording {
  return PLAYED.find(([part]) => code.includes(part))?.[1] ?? [out(20, '')]
}

const code = (
  id: string,
  source: string,
  execution_count: number | null = null,
  outputs: readonly Output[] = []
): Cell => ({
  cell_type: 'code',
  id: id as CellId,
  source,
  metadata: {},
  execution_count,
  outputs
})
const prose = (id: string, source: string): Cell => ({
  cell_type: 'markdown',
  id: id as CellId,
  source,
  metadata: {}
})
const notebook = (cells: readonly Cell[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells
})

const INTRO = `# Threads in Python 线程

Two threads take turns. **Which one holds the GIL?** 多个线程共享同一个进程的内存，\`time.sleep\` 会释放全局解释器锁。

| call | lets go of the GIL |
|---|---|
| \`time.sleep\` | yes |
| \`sum(range(n))\` | no |

1. Start the threads with \`start()\`.
2. Wait for them with \`join()\`.`

/** Cells whose runs the fake scope has watched (`traces.ts`). */
const WATCHED: Notebook = notebook([
  code('w1', '# four threads\nrun(4, Thread)'),
  code('w2', '# two processes\nrun(2, Process)'),
  code('w3', '# sleepers\nrun(6, sleep)'),
  code('w4', '# a hundred threads\nrun(100, Thread)'),
  code('w5', '# ten minutes\nrun(8, Thread)'),
  code('w6', '# everything\nrun(5, anything)'),
  code('w7', '# brief\n1 + 1'),
  code('w8', '# three tasks\nasyncio.run(main())'),
  code('w9', '# two hundred tasks\nasyncio.run(main())'),
  code('w10', '# nested groups\nasyncio.run(main())')
])

export const NOTEBOOKS: Record<string, Notebook> = {
  notes: notebook([
    prose('m1', INTRO),
    code('c1', THREADS, 7, [{ output_type: 'stream', name: 'stdout', text: 'saved earlier: A and B\n' }]),
    prose('m2', '## What can go wrong\n\nThe document forgot an import:'),
    code('c2', 'def task():\n    print(current_thread().name)\n\ntask()'),
    code('c3', 'import time\ntime.sleep(60)'),
    code('c4', 'name = input("Your name? ")'),
    code('c5', 'import ctypes\nctypes.string_at(0)  # reads address 0')
  ]),
  watched: WATCHED,
  authors: notebook(AUTHOR_CELLS.map((source, n) => code(`a${n}`, source))),
  many: notebook(
    Array.from({ length: 1_000 }, (_, n) =>
      code(
        `c${n}`,
        `# cell ${n + 1}\nimport math\nvalues = [math.sqrt(i) for i in range(${n})]\ntotal = sum(values)\nprint(total)`,
        n + 1,
        [{ output_type: 'stream', name: 'stdout', text: `${(n * 1.5).toFixed(3)}\n` }]
      )
    )
  )
}

export const EXAMPLES: readonly Example[] = [
  {
    name: 'notes',
    title: { en: 'First steps', zh: '第一步' },
    about: {
      en: 'Threads, processes and asyncio in four short cells',
      zh: '四个短小的单元格：线程、进程与 asyncio'
    }
  },
  {
    name: 'many',
    title: { en: 'A thousand cells', zh: '一千个单元格' },
    about: { en: 'A large notebook that opens like a small one', zh: '打开大笔记本，如同打开小笔记本' }
  }
]

export const INTERPRETERS: readonly Interpreter[] = [
  { path: '/home/me/project/.venv/bin/python', version: '3.13.0', freeThreaded: false, origin: 'venv' },
  {
    path: '/home/me/.pyenv/versions/3.14.0t/bin/python3',
    version: '3.14.0',
    freeThreaded: true,
    origin: 'pyenv'
  },
  { path: '/usr/bin/python3', version: '3.11.2', freeThreaded: false, origin: 'system' },
  {
    path: '/usr/local/bin/python3.8',
    version: '3.8.10',
    freeThreaded: false,
    origin: 'PATH',
    unusable: { code: 'python-too-old', message: 'Python 3.8.10 is too old', detail: '3.8.10' }
  }
]
