import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunId } from '../../common/brands'
import type { Output } from '../../common/notebook'
import { applyOutput, NO_OUTPUTS } from '../../common/outputs'
import type { RunEvent } from '../../common/session'
import {
  answerInput,
  applyEvent,
  emptyOutputs,
  fromNotebook,
  isEmpty,
  itemsOf,
  type Outputs,
  toNotebook,
  updateDisplay
} from './outputs'
import { HEAD_CHARACTERS, HEAD_OUTPUTS } from './outputLog'
import { appended, folded, NO_TEXT, type OutputText, piecesOf, type TextPiece, textSince } from './outputText'

const run = 'r1' as RunId
const out = (text: string): RunEvent => ({ kind: 'stream', run, name: 'stdout', text })
const err = (text: string): RunEvent => ({ kind: 'stream', run, name: 'stderr', text })
const clear = (wait: boolean): RunEvent => ({ kind: 'clear_output', run, wait })
const show = (text: string, display_id?: string): RunEvent => ({
  kind: 'display_data',
  run,
  data: { 'text/plain': text },
  metadata: {},
  ...(display_id === undefined ? {} : { display_id })
})
const ask = (request: number, prompt: string, password = false): RunEvent => ({
  kind: 'input_request',
  run,
  request,
  prompt,
  password
})
const replay = (...events: RunEvent[]): Outputs => events.reduce(applyEvent, emptyOutputs())

/** One line per output, to read at a glance. */
function drawn(outputs: Outputs): string[] {
  return toNotebook(outputs).map((output) => {
    if (output.output_type === 'stream') return `${output.name}: ${output.text}`
    if (output.output_type === 'error') return `error: ${output.ename}`
    if (output.output_type === 'unknown') return 'unknown'
    return `data: ${String(output.data['text/plain'])}`
  })
}

function onlyText(outputs: Outputs): OutputText {
  const [item] = itemsOf(outputs)
  if (item?.kind !== 'text') throw new Error('no text')
  return item.text
}

describe('what a run prints and shows', () => {
  test('keeps its order, and neighbouring text of both streams is one block', () => {
    const outputs = replay(out('a'), err('b'), out('c\n'), show('d'), out('e'))
    expect(drawn(outputs)).toEqual(['stdout: a', 'stderr: b', 'stdout: c\n', 'data: d', 'stdout: e'])
    expect(itemsOf(outputs).map((item) => item.kind)).toEqual(['text', 'data', 'text'])
  })

  test('events that show nothing leave the very same object', () => {
    const outputs = replay(out('a'))
    expect(applyEvent(outputs, { kind: 'execute_input', run, execution_count: 1 })).toBe(outputs)
    expect(applyEvent(outputs, out(''))).toBe(outputs)
    expect(applyEvent(emptyOutputs(), clear(false))).toBe(emptyOutputs())
  })

  test('clear_output clears at once, or with the next output when it is to wait', () => {
    expect(drawn(replay(out('a'), clear(false)))).toEqual([])
    const waiting = replay(out('a'), clear(true))
    expect(drawn(waiting)).toEqual(['stdout: a'])
    expect(drawn(applyEvent(waiting, out('b')))).toEqual(['stdout: b'])
  })

  test('an update changes every place that shows its id, and no other cell', () => {
    const outputs = replay(show('1', 'd'), out('x'), show('2', 'd'), show('3', 'e'))
    const update = { display_id: 'd', data: { 'text/plain': 'new' }, metadata: {} }
    expect(drawn(updateDisplay(outputs, update))).toEqual(['data: new', 'stdout: x', 'data: new', 'data: 3'])
    expect(updateDisplay(outputs, { ...update, display_id: 'other' })).toBe(outputs)
  })

  test('blocks keep their key while they grow and are updated', () => {
    const before = replay(out('a'), show('1', 'd'))
    const after = [out('b'), show('2')].reduce(applyEvent, before)
    const keys = (outputs: Outputs): number[] => itemsOf(outputs).map((item) => item.key)
    expect(keys(after).slice(0, 2)).toEqual(keys(before))
    expect(new Set(keys(after)).size).toBe(4)
  })
})

const by = (name: string, tid: number, text: string): RunEvent => ({
  ...{ kind: 'stream', run, name: 'stdout', text },
  author: { pid: 1, name, tid }
})
const labels = (outputs: Outputs): string[] => outputs.authors.list.map(({ label }) => label)

describe('who wrote it', () => {
  test('is kept for each piece, by its place in the order in which they came', () => {
    const child: RunEvent = { kind: 'raw_output', run, text: 'd', author: { pid: 2, name: 'child' } }
    const outputs = replay(by('A', 11, 'a'), out('b'), by('A', 11, 'c'), child, by('A', 11, 'e'))
    expect(labels(outputs)).toEqual(['A', '', 'child'])
    expect(piecesOf(onlyText(outputs)).map(({ text, author }) => `${author}${text}`)).toEqual([
      ...['0a', '1b', '0c', '2d', '0e']
    ])
    // The file knows no authors.
    expect(drawn(outputs)).toEqual(['stdout: abcde'])
  })

  test('two of one name are told apart, and the first keeps its name', () => {
    expect(labels(replay(by('A', 11, '1'), by('A', 12, '2'), by('A', 11, '3')))).toEqual(['A', 'A 12'])
  })

  test('a cleared cell forgets them, and an unclaimed line is the main thread’s', () => {
    const outputs = replay(by('A', 11, '1'), clear(true), { kind: 'raw_output', run, text: 'raw' })
    expect(labels(outputs)).toEqual([''])
    expect(labels(applyEvent(outputs, clear(false)))).toEqual([])
  })

  test('more of them than anyone reads are "other", and their text stays', () => {
    let outputs = emptyOutputs()
    for (let n = 0; n < 3000; n++) outputs = applyEvent(outputs, by(`t${n}`, n, `${n}\n`))
    expect(outputs.authors.list).toHaveLength(1001)
    expect(labels(outputs).at(-1)).toBe('')
    expect(piecesLength(outputs)).toBe(Array.from({ length: 3000 }, (_, n) => `${n}\n`).join('').length)
  })

  test('survives folding', () => {
    let outputs = replay(by('A', 11, 'first\n'))
    for (let n = 0; n < 600; n++) outputs = applyEvent(outputs, by('B', 12, `\r${'#'.repeat(1000)} ${n}`))
    const kept = piecesOf(onlyText(outputs))
    expect(kept[0]).toEqual({ name: 'stdout', text: 'first\n', author: 0 })
    expect(kept.slice(1).every(({ author }) => author === 1)).toBe(true)
  })
})

describe('input()', () => {
  test('asks below all output, and what was answered stays as text', () => {
    const asked = replay(out('a\n'), ask(1, 'name? '))
    expect(asked.inputs).toEqual([{ request: 1, prompt: 'name? ', password: false }])
    const answered = answerInput(asked, 1, 'Ada')
    expect(answered.inputs).toEqual([])
    expect(drawn(answered)).toEqual(['stdout: a\nname? Ada\n'])
  })

  test('a password leaves dots, whatever its length', () => {
    const [short, long] = ['x', 'a long password'].map((value) =>
      drawn(answerInput(replay(ask(1, 'pw: ', true)), 1, value))
    )
    expect(short).toEqual(['stdout: pw: ••••••••\n'])
    expect(long).toEqual(short)
  })

  test('a question that was taken back leaves its prompt, one that its kernel did not survive is over', () => {
    const asked = replay(ask(1, 'name? '))
    expect(isEmpty(asked)).toBe(false)
    expect(drawn(applyEvent(asked, { kind: 'input_cancelled', run, request: 1 }))).toEqual([
      'stdout: name? \n'
    ])
    const death = { exitCode: null, signal: 'SIGKILL' }
    expect(applyEvent(asked, { kind: 'died', run, death }).inputs).toEqual([])
  })
})

const line = (n: number): string => `line ${String(n).padStart(7, '0')} of many\n`

describe('the cap', () => {
  test('a flood keeps its first and last lines whole, says what is missing, and stays bounded', () => {
    let outputs = emptyOutputs()
    const lines = 200_000
    for (let n = 0; n < lines; n += 100)
      outputs = applyEvent(outputs, out(Array.from({ length: 100 }, (_, i) => line(n + i)).join('')))
    const [saved] = toNotebook(outputs) as [Extract<Output, { output_type: 'stream' }>]
    const shown = saved.text.split('\n').filter((each) => each !== '')
    const note = shown.findIndex((each) => each.startsWith('[…'))
    expect(shown[0]).toBe(line(0).trim())
    expect(shown.at(-1)).toBe(line(lines - 1).trim())
    expect(
      shown.filter((_, index) => index !== note).every((each) => /^line \d{7} of many$/.test(each))
    ).toBe(true)
    const missing = Number(/(\d+) characters omitted/.exec(shown[note] ?? '')?.[1])
    expect(saved.text.length - (shown[note]?.length ?? 0) - 2 + missing).toBe(lines * line(0).length)
    expect(saved.text.length).toBeLessThan(2.1 * HEAD_CHARACTERS)
    expect(saved.text.length).toBeGreaterThan(1.4 * HEAD_CHARACTERS)
  })

  test('one text beyond all measure is cut too, wherever it can be', () => {
    const text = piecesLength(replay(out('🙂'.repeat(3 * HEAD_CHARACTERS))))
    expect(text).toBeLessThan(2.1 * HEAD_CHARACTERS)
  })

  test('an hour of a progress bar stays one line', () => {
    let outputs = replay(out('begin\n'))
    for (let n = 0; n < 40_000; n++)
      outputs = applyEvent(outputs, err(`\r${String(n).padStart(6)} ${'#'.repeat(40)}`))
    outputs = applyEvent(outputs, out('\nend\n'))
    expect(itemsOf(outputs)).toHaveLength(1)
    expect(drawn(outputs).join('')).not.toContain('omitted')
    const saved = drawn(outputs)
    expect(saved[0]).toBe('stdout: begin\n')
    expect(saved[1]?.endsWith(`\r 39999 ${'#'.repeat(40)}`)).toBe(true)
    expect(saved[2]).toBe('stdout: \nend\n')
  })

  test('ten thousand small displays keep their first and last', () => {
    let outputs = emptyOutputs()
    for (let n = 0; n < 10_000; n++) outputs = applyEvent(outputs, show(`d${n}`))
    const shown = drawn(outputs)
    expect(shown[0]).toBe('data: d0')
    expect(shown.at(-1)).toBe('data: d9999')
    expect(shown.length).toBeLessThan(2.1 * HEAD_OUTPUTS)
    expect(outputs.omitted.outputs + shown.length - 1).toBe(10_000)
  })
})

function piecesLength(outputs: Outputs): number {
  return itemsOf(outputs).reduce((sum, item) => sum + (item.kind === 'text' ? item.text.length : 0), 0)
}

describe('a view that remembers how far it has read', () => {
  test('gets just the rest, also of a piece that grew', () => {
    const before = replay(out('abc'))
    const after = [out('def'), err('!')].reduce(applyEvent, before)
    const { pieces, anew } = textSince(onlyText(after), onlyText(before).end)
    expect(pieces).toEqual([
      { name: 'stdout', text: 'def', author: 0 },
      { name: 'stderr', text: '!', author: 0 }
    ])
    expect(anew).toBe(false)
    expect(piecesOf(onlyText(before))).toEqual([{ name: 'stdout', text: 'abc', author: 0 }])
  })

  test('reads every text in steps as it would at once', () => {
    const piece = fc.record({
      name: fc.constantFrom(out, err),
      text: fc.string({ minLength: 1, maxLength: 3000 })
    })
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 12 }),
        fc.array(fc.boolean()),
        (pieces, looks) => {
          let outputs = emptyOutputs()
          let position = 0
          let read = ''
          const look = (): void => {
            for (const { text } of textSince(onlyText(outputs), position).pieces) read += text
            position = onlyText(outputs).end
          }
          pieces.forEach(({ name, text }, index) => {
            outputs = applyEvent(outputs, name(text))
            if (looks[index]) look()
          })
          look()
          expect(read).toBe(pieces.map(({ text }) => text).join(''))
        }
      )
    )
  })

  test('is told to begin anew when what it has read was folded since', () => {
    const bar = (n: number): RunEvent => out(`\r${'#'.repeat(1000)} ${n}`)
    let outputs = replay(bar(0))
    const position = onlyText(outputs).end
    for (let n = 1; n < 600; n++) outputs = applyEvent(outputs, bar(n))
    const { pieces, anew } = textSince(onlyText(outputs), position)
    expect(anew).toBe(true)
    expect(pieces).toEqual(piecesOf(onlyText(outputs)))
    const next = applyEvent(outputs, out('!'))
    expect(textSince(onlyText(next), onlyText(outputs).end)).toEqual({
      pieces: [{ name: 'stdout', text: '!', author: 0 }],
      anew: false
    })
  })
})

test('what comes right after a text was folded is read alone', () => {
  const piece = (text: string): TextPiece => ({ name: 'stdout', text, author: 0 })
  const before = folded(appended(NO_TEXT, piece('a long line\rshort')))
  expect(textSince(appended(before, piece('!')), before.end)).toEqual({ pieces: [piece('!')], anew: false })
})

const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.string({ maxLength: 20 }).map(out),
  fc.string({ maxLength: 20 }).map(err),
  fc.string({ maxLength: 20 }).map((text): RunEvent => ({ kind: 'raw_output', run, text })),
  fc.boolean().map(clear),
  fc.constantFrom('a', 'b', undefined).map((id) => show('shown', id)),
  fc.constantFrom('a', 'b', 'c').map((display_id): RunEvent => ({
    kind: 'update_display_data',
    run,
    display_id,
    data: { 'text/plain': 'updated' },
    metadata: {}
  })),
  fc.constant<RunEvent>({ kind: 'execute_result', run, execution_count: 3, data: {}, metadata: {} }),
  fc.constant<RunEvent>({ kind: 'error', run, ename: 'E', evalue: '', traceback: ['E'] })
)

test('below the cap a notebook gets what the command line gets', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const expected = events.reduce(applyOutput, NO_OUTPUTS).list
      expect(toNotebook(events.reduce(applyEvent, emptyOutputs()))).toEqual(expected)
    })
  )
})

test('saved outputs come back as they were, also those of kinds we do not know', () => {
  const saved: Output[] = [
    { output_type: 'stream', name: 'stderr', text: 'a' },
    { output_type: 'unknown', json: { output_type: 'pyout2' } },
    { output_type: 'execute_result', execution_count: 1, data: { 'text/plain': '1' }, metadata: { x: 1 } },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] }
  ]
  expect(toNotebook(fromNotebook(saved))).toEqual(saved)
})
