/** Cells in whose output several write: threads, a child, nested progress bars, five hundred threads, long names. */
import type { Ms } from '../../common/brands'
import type { Author } from '../../common/protocol'
import type { Recording } from './recordings'

const KERNEL = 4711

const thread = (name: string, tid: number): Author => ({ pid: KERNEL, name, tid })
const said = (after: number, text: string, author?: Author): Recording[number] => ({
  after: after as Ms,
  event: { kind: 'stream', name: 'stdout', text, ...(author && { author }) }
})
const raw = (after: number, text: string, author?: Author): Recording[number] => ({
  after: after as Ms,
  event: { kind: 'raw_output', text, ...(author && { author }) }
})

const ANN = thread('Ann', 4712)
const BOB = thread('Bob', 4713)
const CHILD: Author = { pid: 4801, name: 'ForkProcess-1' }

/** Two bars as tqdm draws them: the inner one a line below, and back up after each step. */
const bars = (author: Author): Recording =>
  Array.from({ length: 11 }, (_, step) => {
    const bar = (label: string, part: number): string =>
      `\r${label}: ${String(part * 10).padStart(3)}%|${'█'.repeat(part).padEnd(10)}| ${part}/10`
    return {
      after: 60 as Ms,
      event: {
        kind: 'stream' as const,
        name: 'stderr' as const,
        text: `${bar('outer', Math.floor(step / 2))}\n${bar('inner', step)}\u001b[A`,
        author
      }
    }
  })

export const AUTHORS_PLAYED: readonly (readonly [part: string, recording: Recording])[] = [
  [
    '# two threads and a child',
    [
      said(20, 'Three workers begin.\n'),
      ...[1, 2, 3].flatMap((step) => [
        said(60, `step ${step} of 3\n`, ANN),
        said(20, `step ${step} of 3\nand a second line\n`, BOB),
        raw(20, `square of ${step} is ${step * step}\n`, CHILD)
      ]),
      {
        after: 10 as Ms,
        event: {
          kind: 'stream',
          name: 'stderr',
          text: 'WARNING:root:Bob is late, by more than the width of a usual window allows one line to be, so that it goes on below\n',
          author: BOB
        }
      },
      said(20, '\nAll have ended.\n')
    ]
  ],
  ['# bars', [said(10, 'Two bars:\n'), ...bars(ANN), said(40, '\n\nDone.\n')]],
  [
    '# five hundred threads',
    Array.from({ length: 500 }, (_, n) =>
      said(2, `${n}² = ${n * n}\n`, thread(`ThreadPoolExecutor-0_${n}`, 5000 + n))
    )
  ],
  [
    '# names',
    [
      said(20, '下载完成：第 1 页\n', thread('下载线程-1', 4712)),
      said(20, '解析完成：第 1 页\n', thread('负责解析网页并把结果写入数据库的线程', 4713)),
      said(20, 'hello\n', thread('the worker whose name was chosen by a very careful person', 4714)),
      said(20, 'again\n', thread('worker', 4715)),
      said(20, 'and again\n', thread('worker', 4716)),
      said(20, 'emoji too\n', thread('🐍 snake', 4717)),
      said(20, 'main\n')
    ]
  ]
]

export const AUTHOR_CELLS = [
  '# two threads and a child\nrun()',
  '# bars\nrun()',
  '# names\nrun()',
  '# five hundred threads\nrun()'
]
