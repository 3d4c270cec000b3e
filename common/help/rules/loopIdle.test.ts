import { expect, test } from 'vitest'
import { lines, situation } from '../testing/situations'
import { loopIdle } from './loopIdle'

const SOURCE = lines(
  'import asyncio',
  'async def hello(): pass',
  'loop = asyncio.new_event_loop()',
  'a = hello()',
  'b = hello()',
  'loop.run_forever()'
)
const idle = (count: number) => [
  { what: 'loop-idle' as const, coroutines: ['hello', 'hello'].slice(0, count), count }
]

test('says how many coroutines nobody awaited, and awaits them', () => {
  const help = loopIdle(situation(SOURCE, { isRunning: true, notices: idle(2) }))
  expect(help?.says.en).toBe(
    'Nothing on this loop can stop it: two coroutines were created and never awaited.'
  )
  expect(help?.says.zh).toBe('这个事件循环停不下来：创建了 2 个协程，却没有谁等待它们。')
  expect(help?.fixes.map(({ code }) => code)).toEqual([
    lines(
      'import asyncio',
      'async def hello(): pass',
      '',
      'async def main():',
      '    a = hello()',
      '    b = hello()',
      '    await asyncio.gather(a, b)',
      '',
      'asyncio.run(main())'
    )
  ])
})

test('goes on saying it once the cell was interrupted', () => {
  const error = { ename: 'KeyboardInterrupt', evalue: '' }
  expect(loopIdle(situation(SOURCE, { error, notices: idle(1) }))?.says.en).toContain(
    'one coroutine was created'
  )
})

test('has no fix for what it does not understand', () => {
  const source = 'import asyncio\nloop = asyncio.new_event_loop()\nloop.call_soon(print)\nloop.run_forever()'
  const help = loopIdle(situation(source, { isRunning: true, notices: idle(0) }))
  expect(help?.says.en).toBe('Nothing on this loop can stop it: it has nothing left to do.')
  expect(help?.fixes).toEqual([])
})

test('silent without the kernel’s word', () => {
  expect(loopIdle(situation(SOURCE, { isRunning: true }))).toBeNull()
})
