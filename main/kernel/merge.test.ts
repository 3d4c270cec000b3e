import { expect, test } from 'vitest'
import type { RunId } from '../../common/brands'
import type { RunEvent } from '../../common/session'
import { RunMerge } from './merge'

const run = 'r1' as RunId

/** A merge whose clock is turned by hand. */
function merging(hasTerminal = true) {
  const shown: string[] = []
  let held = false
  let timer: (() => void) | null = null
  const merge = new RunMerge({
    run,
    hasTerminal,
    emit: (event) => shown.push(drawn(event)),
    holdTerminal: (hold) => {
      held = hold
    },
    after: (_ms, callback) => {
      timer = callback
      return () => {
        timer = null
      }
    }
  })
  return {
    shown,
    merge,
    isHeld: () => held,
    isWaiting: () => timer !== null,
    /** Time passes until the one timer rings. */
    wait: () => {
      const rings = timer
      timer = null
      rings?.()
    },
    stream: (text: string, fence?: number) =>
      merge.event({ kind: 'stream', run, name: 'stdout', text, ...(fence === undefined ? {} : { fence }) }),
    reply: (fence: number) =>
      merge.event({ kind: 'execute_reply', run, status: 'ok', execution_count: 1, wall_ms: 1, fence }),
    /** `‹3›` stands for the marker 3. */
    terminal: (text: string) => merge.bytes(Buffer.from(text.replace(/‹(\d+)›/g, '\x1b]7373;$1\x07')))
  }
}

function drawn(event: RunEvent): string {
  if ('fence' in event) return 'a fence got through'
  if (event.kind === 'stream') return event.text
  if (event.kind !== 'raw_output') return event.kind
  return event.author === undefined ? `raw ${event.text}` : `${event.author.name} ${event.text}`
}

const everything = ['raw ab', '1', 'raw cd', '2', 'raw ef', 'execute_reply']

test('the order is the same whichever road is faster', () => {
  const socketFirst = merging()
  socketFirst.stream('1', 1)
  socketFirst.stream('2', 2)
  socketFirst.reply(3)
  expect(socketFirst.shown).toEqual([])
  socketFirst.terminal('ab‹1›cd‹2›ef‹3›')
  expect(socketFirst.shown).toEqual(everything)

  const terminalFirst = merging()
  terminalFirst.terminal('ab‹1›cd‹2›ef‹3›')
  expect(terminalFirst.shown).toEqual(['raw ab'])
  terminalFirst.stream('1', 1)
  terminalFirst.stream('2', 2)
  terminalFirst.reply(3)
  expect(terminalFirst.shown).toEqual(everything)
})

test('a marker whose event never came does not put the next event before the text between them', () => {
  const { merge, shown, reply, terminal } = merging()
  reply(2)
  terminal('ab‹1›cd‹2›')
  expect(shown).toEqual(['raw ab', 'raw cd', 'execute_reply'])
  expect(merge.terminalEnded()).toBe('')
})

test('the order is the same wherever a read cuts the bytes', () => {
  const bytes = 'ab‹1›cd‹2›ef‹3›'.replace(/‹(\d+)›/g, '\x1b]7373;$1\x07')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const { merge, stream, reply, shown } = merging()
    merge.bytes(Buffer.from(bytes.slice(0, cut)))
    stream('1', 1)
    stream('2', 2)
    merge.bytes(Buffer.from(bytes.slice(cut)))
    reply(3)
    expect(shown.join(' ').replace(/(raw .) raw (.)/g, '$1$2')).toBe(everything.join(' '))
  }
})

test('the reply waits for what was written before it', () => {
  const { reply, terminal, shown } = merging()
  reply(1)
  terminal('late')
  expect(shown).toEqual(['raw late'])
  terminal('r‹1›')
  expect(shown).toEqual(['raw late', 'raw r', 'execute_reply'])
})

test('text behind a marker waits for its event, and no more of it is read meanwhile', () => {
  const { terminal, stream, shown, isHeld } = merging()
  terminal('‹1›after')
  expect(shown).toEqual([])
  expect(isHeld()).toBe(true)
  stream('1', 1)
  expect(shown).toEqual(['1', 'raw after'])
  expect(isHeld()).toBe(false)
})

test('a marker that never comes is waited for once, not at every event', () => {
  const { stream, wait, isWaiting, shown } = merging()
  stream('1', 1)
  wait()
  stream('2', 2)
  expect(shown).toEqual(['1', '2'])
  expect(isWaiting()).toBe(false)
})

test('markers are trusted again once one has come', () => {
  const { stream, terminal, wait, shown } = merging()
  stream('1', 1)
  wait()
  terminal('‹2›x')
  stream('2', 2)
  stream('3', 3)
  terminal('y‹3›')
  expect(shown).toEqual(['1', '2', 'raw x', 'raw y', '3'])
})

test('a marker that nobody sent does not hold the text behind it for ever', () => {
  const { terminal, wait, stream, shown } = merging()
  terminal('a‹9999›b')
  wait()
  expect(shown).toEqual(['raw a', 'raw b'])
  stream('1', 1)
  expect(shown).toEqual(['raw a', 'raw b', '1'])
})

test('while the page is behind, waiting takes as long as it takes', () => {
  const { merge, terminal, stream, wait, shown } = merging()
  merge.freeze(true)
  terminal('‹1›after')
  wait()
  wait()
  expect(shown).toEqual([])
  merge.freeze(false)
  stream('1', 1)
  expect(shown).toEqual(['1', 'raw after'])
})

test('without a terminal nothing waits', () => {
  const { stream, reply, shown } = merging(false)
  stream('1', 1)
  reply(2)
  expect(shown).toEqual(['1', 'execute_reply'])
})

test('nothing waits once the terminal is closed, and nothing is lost when all is over', () => {
  const closed = merging()
  closed.stream('1', 1)
  closed.merge.terminalEnded()
  expect(closed.shown).toEqual(['1'])

  const over = merging()
  over.terminal('‹1›a‹2›b')
  over.stream('late')
  over.merge.settle()
  expect(over.shown).toEqual(['late', 'raw a', 'raw b'])
})

test('line ends are as they were written, also where a read cuts them', () => {
  const { terminal, merge, shown } = merging()
  terminal('50%\r')
  terminal('100%\r\r')
  terminal('\nend\r')
  merge.terminalEnded()
  expect(shown.join('').replaceAll('raw ', '')).toBe('50%\r100%\r\nend\r')
})

test('the console gets the terminal as it is, without markers', () => {
  const { merge } = merging()
  expect(merge.bytes(Buffer.from('a\r\n\x1b]7373;1\x07b\x1b]73'))).toBe('a\r\nb')
  expect(merge.bytes(Buffer.from('73;2\x07\x1b[31mred'))).toBe('\x1b[31mred')
  expect(merge.bytes(Buffer.from('\x1b'))).toBe('')
  expect(merge.terminalEnded()).toBe('\x1b')
})

test('a child that says who it is is the author of its lines, wherever a read cuts them', () => {
  const text = 'a\x1b]7374;42;线程-1\x07b\r\n\x1b]7374;\x07c\x1b]7374;43;B\x07d\x1b]7374;\x07'
  const bytes = Buffer.from(text)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const { merge, shown } = merging()
    const console = merge.bytes(bytes.subarray(0, cut)) + merge.bytes(bytes.subarray(cut))
    expect(shown.join('|').replace('b|线程-1 \n', 'b\n')).toBe('raw a|线程-1 b\n|raw c|B d')
    expect(console).toBe('ab\r\ncd')
  }
})

test('what only begins like a marker is shown', () => {
  const { merge, shown } = merging()
  merge.bytes(Buffer.from('\x1b]7374;42;no end'))
  merge.bytes(Buffer.from('\x1b]7374;x\x07'))
  expect(shown.join('')).toBe('raw \x1b]7374;42;no end\x1b]7374;x\x07')
})

test('characters that a read or a marker cuts stay whole', () => {
  const { merge, shown } = merging()
  const bytes = Buffer.from('你好')
  for (const byte of bytes) merge.bytes(Uint8Array.of(byte))
  expect(shown).toEqual(['raw 你', 'raw 好'])
})
