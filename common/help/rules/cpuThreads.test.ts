import { describe, expect, test } from 'vitest'
import type { Facts } from '../../trace/verdict/facts'
import { lines, situation } from '../testing/situations'
import { cpuThreads } from './cpuThreads'

const TURNS: Facts = {
  pattern: 'gil-serialized',
  threads: 4,
  cores: 1.02,
  wanted: 1,
  heldShare: 0.98,
  waitedShare: 0.74,
  handOffs: 200
}
const fixed = (source: string, facts: Facts = TURNS) =>
  cpuThreads(situation(source, { facts }))?.fixes[0]?.code

const THREADS = lines(
  'from threading import Thread',
  'N = 1000',
  'def burn(n):',
  '    total = 0',
  '    for i in range(n): total += i * N',
  '    return total',
  'threads = [Thread(target=burn, args=(10 ** 7 + k,)) for k in range(4)]',
  'for t in threads: t.start()',
  'for t in threads: t.join()'
)

describe('the same with processes', () => {
  test('threads', () => {
    expect(fixed(THREADS)).toBe(
      THREADS.replace('from threading import Thread', 'from multiprocessing import Process').replace(
        'Thread(',
        'Process('
      )
    )
    const help = cpuThreads(situation(THREADS, { facts: TURNS }))
    expect(help?.says.en).toBe(
      'These 4 threads compute, and the GIL lets one of them run at a time: together they used 1.0 cores.'
    )
  })

  test('threads of a module that is used further', () => {
    const source = lines(
      'import threading',
      'def burn(): sum(range(10 ** 7))',
      'a = threading.Thread(target=burn)',
      'a.start()',
      'print(threading.active_count())',
      'a.join()'
    )
    expect(fixed(source)).toBe(
      source
        .replace('import threading', 'import threading\nimport multiprocessing')
        .replace('threading.Thread', 'multiprocessing.Process')
    )
  })

  test('a pool', () => {
    const source = lines(
      'from concurrent.futures import ThreadPoolExecutor',
      'def burn(n): return sum(range(n))',
      'with ThreadPoolExecutor(max_workers=4) as pool:',
      '    print(list(pool.map(burn, [10 ** 7] * 4)))'
    )
    expect(fixed(source)).toBe(source.replaceAll('ThreadPool', 'ProcessPool'))
  })
})

describe('silent', () => {
  test.each([
    ['what is gathered in a list', THREADS.replace('return total', 'results.append(total)')],
    ['a variable that is counted up', THREADS.replace('    total = 0', '    global total')],
    ['a list that is given', THREADS.replace('10 ** 7 + k', 'shared')],
    ['a name that is set twice', THREADS.replace('def burn', 'N = 2000\ndef burn')],
    [
      'a lock',
      lines(
        'from threading import Thread, Lock',
        'lock = Lock()',
        'def burn():',
        '    with lock: sum(range(10 ** 7))',
        'a = Thread(target=burn)',
        'a.start()'
      )
    ],
    ['a function of another cell', 'from threading import Thread\nThread(target=burn).start()'],
    ['a method', 'from threading import Thread\nThread(target=worker.burn).start()'],
    ['a lambda', 'from threading import Thread\nThread(target=lambda: burn()).start()'],
    [
      'who one is',
      lines(
        'from threading import Thread, current_thread',
        'def burn(): print(current_thread())',
        'Thread(target=burn).start()'
      )
    ]
  ])('%s', (_, source) => {
    expect(fixed(source)).toBeUndefined()
  })

  test('threads that do not take turns', () => {
    expect(fixed(THREADS, { pattern: 'unclear', threads: 4, cores: 1 })).toBeUndefined()
  })
})
