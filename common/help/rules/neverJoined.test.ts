import { describe, expect, test } from 'vitest'
import { lines, situation } from '../testing/situations'
import { neverJoined } from './neverJoined'

const fixed = (source: string, threads = 1, processes = 0): string | undefined =>
  neverJoined(situation(source, { left: { threads, processes } }))?.fixes[0]?.code

describe('waits at the end of the block', () => {
  test.each([
    [
      lines('from threading import Thread', 't = Thread(target=f)', 't.start()', 'print("end")  # here'),
      lines(
        'from threading import Thread',
        't = Thread(target=f)',
        't.start()',
        'print("end")  # here',
        't.join()'
      )
    ],
    [
      lines(
        'import threading',
        "if __name__ == '__main__':",
        '    ts = [threading.Thread(target=f) for _ in range(3)]',
        '    for t in ts: t.start()'
      ),
      lines(
        'import threading',
        "if __name__ == '__main__':",
        '    ts = [threading.Thread(target=f) for _ in range(3)]',
        '    for t in ts: t.start()',
        '    for thread in ts:',
        '        thread.join()'
      )
    ],
    [
      lines(
        'from threading import Thread',
        'for i in range(3):',
        '    t = Thread(target=f, args=(i,))',
        '    t.start()',
        'print("end")'
      ),
      lines(
        'from threading import Thread',
        'threads = []',
        'for i in range(3):',
        '    t = Thread(target=f, args=(i,))',
        '    threads.append(t)',
        '    t.start()',
        'print("end")',
        'for t in threads:',
        '    t.join()'
      )
    ],
    [
      lines('from threading import Thread', 'for i in range(3):', '    Thread(target=f).start()'),
      lines(
        'from threading import Thread',
        'threads = []',
        'for i in range(3):',
        '    thread = Thread(target=f)',
        '    thread.start()',
        '    threads.append(thread)',
        'for thread in threads:',
        '    thread.join()'
      )
    ],
    [
      'from threading import Thread\nThread(target=f).start()',
      'from threading import Thread\nthread = Thread(target=f)\nthread.start()\nthread.join()'
    ]
  ])('%s', (source, code) => {
    expect(fixed(source)).toBe(code)
  })

  test('processes', () => {
    const source = lines(
      'from multiprocessing import Process',
      'p = Process(target=f)',
      'q = Process(target=f)',
      'p.start()',
      'q.start()'
    )
    expect(fixed(source, 0, 2)).toBe(`${source}p.join()\nq.join()\n`)
    const { says } = neverJoined(situation(source, { left: { threads: 0, processes: 2 } }))!
    expect(says.en).toBe(
      'The cell ended while two processes that it started were still at work: nothing waits for them.'
    )
    expect(says.zh).toBe('单元格结束时，它启动的 2 个进程还在工作：没有代码等待它们结束。')
  })
})

describe('silent', () => {
  const source = lines('from threading import Thread', 't = Thread(target=f)', 't.start()')
  test.each([
    ['nothing went on', source, { left: { threads: 0, processes: 0 } }],
    ['nobody saw', source, { left: null }],
    ['only processes went on', source, { left: { threads: 0, processes: 1 } }],
    ['it is joined', `${source}t.join()\n`, {}],
    ['another cell joins it', source, { others: ['t.join()'] }],
    ['it is a daemon', source.replace('target=f', 'target=f, daemon=True'), {}],
    ['it is made a daemon', `${source}t.daemon = True\n`, {}],
    ['a pool has threads too', `${source}ThreadPoolExecutor()\n`, {}],
    ['it is never started', source.replace('t.start()', 'pass'), {}],
    ['it is handed to somebody else', 'from threading import Thread\nkeep(Thread(target=f))', {}],
    ['the cell failed', source, { error: { ename: 'ValueError', evalue: '' } }],
    ['it still runs', source, { isRunning: true }]
  ])('where %s', (_, code, told) => {
    expect(neverJoined(situation(code, { left: { threads: 1, processes: 0 }, ...told }))).toBeNull()
  })
})
