import { expect, test } from 'vitest'
import { modernised } from './modernise'

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`

test.each<[string, string, string]>([
  [
    'coroutines that a loop which runs for ever never gets',
    lines(
      'import asyncio',
      '',
      'async def greet(loop):',
      '    await asyncio.sleep(1)',
      '    loop.stop()',
      '',
      "if __name__ == '__main__':",
      '    loop = asyncio.get_event_loop()',
      '    jobs = [greet(loop), greet(loop)]  # two',
      '    loop.run_forever()',
      '    loop.close()'
    ),
    lines(
      'import asyncio',
      '',
      'async def greet():',
      '    await asyncio.sleep(1)',
      '',
      'async def main():',
      '    jobs = [greet(), greet()]  # two',
      '    await asyncio.gather(*jobs)',
      '',
      "if __name__ == '__main__':",
      '    asyncio.run(main())'
    )
  ],
  [
    'one coroutine until it is complete',
    lines(
      'import asyncio',
      'async def work(n):',
      '    return n',
      'loop = asyncio.get_event_loop()',
      'try:',
      '    # now',
      '    print(loop.run_until_complete(work(3)))',
      'finally:',
      '    loop.close()'
    ),
    lines('import asyncio', 'async def work(n):', '    return n', '# now', 'print(asyncio.run(work(3)))')
  ],
  [
    'several until they are complete',
    lines(
      'import asyncio',
      'async def work(n):',
      '    return n',
      '',
      'loop = asyncio.new_event_loop()',
      'asyncio.set_event_loop(loop)',
      'tasks = [loop.create_task(work(n)) for n in range(3)]',
      'done, pending = loop.run_until_complete(asyncio.wait(tasks))',
      'print(len(done))',
      'loop.run_until_complete(work(4))',
      'loop.close()',
      'print("end")'
    ),
    lines(
      'import asyncio',
      'async def work(n):',
      '    return n',
      '',
      'async def main():',
      '    tasks = [asyncio.create_task(work(n)) for n in range(3)]',
      '    done, pending = await asyncio.wait([asyncio.ensure_future(each) for each in tasks])',
      '    print(len(done))',
      '    await work(4)',
      '',
      'asyncio.run(main())',
      'print("end")'
    )
  ],
  [
    'what no Python reads any more',
    lines(
      'import asyncio',
      '@asyncio.coroutine',
      'def work(n, loop=None):',
      '    x = yield from asyncio.sleep(n, loop=loop)',
      '    return (yield from other() or None)',
      'def begin():',
      '    return asyncio.async(work(1))'
    ),
    lines(
      'import asyncio',
      'async def work(n, loop=None):',
      '    x = await asyncio.sleep(n)',
      '    return (await (other() or None))',
      'def begin():',
      '    return asyncio.ensure_future(work(1))'
    )
  ],
  [
    'a loop without a name',
    lines('import asyncio', 'async def work(): pass', 'asyncio.get_event_loop().run_until_complete(work())'),
    lines('import asyncio', 'async def work(): pass', 'asyncio.run(work())')
  ],
  [
    'wait as a statement',
    lines(
      'import asyncio',
      'async def work(): pass',
      'async def main():',
      '    await asyncio.wait([work(), work()])',
      'asyncio.run(main())'
    ),
    lines(
      'import asyncio',
      'async def work(): pass',
      'async def main():',
      '    await asyncio.gather(work(), work())',
      'asyncio.run(main())'
    )
  ],
  [
    'a loop that is asked for more than to run',
    lines(
      'import asyncio, time',
      'async def work(loop):',
      '    await loop.run_in_executor(None, time.sleep, 1)',
      'loop = asyncio.get_event_loop()',
      'loop.run_until_complete(asyncio.gather(work(loop), work(loop)))'
    ),
    lines(
      'import asyncio, time',
      'async def work(loop):',
      '    await loop.run_in_executor(None, time.sleep, 1)',
      '',
      'async def main():',
      '    loop = asyncio.get_running_loop()',
      '    await asyncio.gather(work(loop), work(loop))',
      '',
      'asyncio.run(main())'
    )
  ],
  [
    'a list that is filled',
    lines(
      'import asyncio',
      'async def work(n): pass',
      'loop = asyncio.get_event_loop()',
      'tasks = []',
      'for n in range(3):',
      '    tasks.append(asyncio.ensure_future(work(n)))',
      'loop.run_forever()'
    ),
    lines(
      'import asyncio',
      'async def work(n): pass',
      '',
      'async def main():',
      '    tasks = []',
      '    for n in range(3):',
      '        tasks.append(asyncio.ensure_future(work(n)))',
      '    await asyncio.gather(*tasks)',
      '',
      'asyncio.run(main())'
    )
  ]
])('%s', (_, source, modern) => {
  expect(modernised(source, [])?.code).toBe(modern)
})
