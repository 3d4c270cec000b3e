import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnsiLines } from './ansiLines'

function written(...chunks: string[]): AnsiLines {
  const lines = new AnsiLines()
  for (const chunk of chunks) lines.write(chunk, false)
  return lines
}

function textOf(lines: AnsiLines): string {
  return Array.from({ length: lines.count }, (_, line) => lines.plainLine(line)).join('\n')
}

/** The looks of each piece: `red+bold:text`, for reading at a glance. */
function looksOf(lines: AnsiLines): string[] {
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
  const colour = (value: number): string =>
    value < 16
      ? (names[value] ?? `bright-${names[value - 8]}`)
      : value < 256
        ? `${value}`
        : `#${(value - 0x1000000).toString(16)}`
  return Array.from({ length: lines.count }, (_, line) => lines.line(line))
    .flat()
    .map(({ text, style, stderr }) => {
      const looks: string[] = (['bold', 'dim', 'italic', 'underline', 'strike', 'inverse'] as const).filter(
        (name) => style[name]
      )
      if (style.foreground >= 0) looks.unshift(colour(style.foreground))
      if (style.background >= 0) looks.push(`on ${colour(style.background)}`)
      if (stderr) looks.push('stderr')
      return `${looks.join('+')}:${text}`
    })
}

describe('what a terminal shows', () => {
  test.each([
    ['lines', 'a\nb\n', 'a\nb\n'],
    ['a terminal’s own line ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['a carriage return overwrites', '10%\r20%', '20%'],
    ['a title that lacks its end takes its own line only', '\x1b]0;title\na\n', '\na\n'],
    ['what is shorter leaves the rest, as in a terminal', 'hello\rHE', 'HEllo'],
    ['overwriting in the middle of a line', 'hello world\rHELLO', 'HELLO world'],
    ['a return and erase', 'a long line\r\x1b[Kshort', 'short'],
    ['erase to the start', 'abcdef\x1b[3D\x1b[1Kx', '   xef'],
    ['erase the line', 'abc\x1b[2Kd', '   d'],
    ['backspace', 'abc\b\bX', 'aXc'],
    ['backspace stops at the start', 'a\b\b\bb', 'b'],
    ['the usual rubbing out', 'abc\b \b', 'ab '],
    ['two bars, the lower one first to move', 'outer 0\ninner 0\x1b[A\router 1\ninner 1', 'outer 1\ninner 1'],
    ['nested bars as tqdm draws them', ' 0%\n\r  0%\x1b[A\r 50%\n\r100%\x1b[A\r100%\n', '100%\n100%'],
    ['up from the first line stays there', 'a\x1b[5A\rb', 'b'],
    ['down does not make lines', 'a\nb\x1b[9Bc', 'a\nbc'],
    ['columns', 'abc\x1b[5Gx\x1b[2Gy', 'ayc x'],
    ['clear, as os.system does it', 'old\nold\x1b[H\x1b[2J\x1b[3Jnew', 'new'],
    ['home draws a frame over the last one', 'aaa\nbbb\n\x1b[HAAA\nB', 'AAA\nBbb\n'],
    ['erase below', 'a\nb\nc\x1b[2A\x1b[J', 'a'],
    ['the bell, and other characters that show nothing', 'a\x07\x00b', 'ab'],
    ['hiding and showing the cursor', '\x1b[?25lx\x1b[?25h', 'x'],
    ['a window title', '\x1b]0;title\x07x', 'x'],
    ['a link keeps its text', '\x1b]8;;https://example.org\x1b\\text\x1b]8;;\x1b\\', 'text'],
    ['an escape that is none is left out, its text stays', 'a\x1b\nb', 'a\nb'],
    ['a tab stays a tab', 'a\tb', 'a\tb'],
    ['overwriting half of a wide character leaves no broken one', '🙂x\ra', 'a x'],
    ['a million rows cannot be asked for', '\x1b[1000000Hx', `${'\n'.repeat(200)}x`]
  ])('%s', (_, input, shown) => {
    expect(textOf(written(input))).toBe(shown)
  })
})

/** The longest bar: shorter ones are padded up to it. */
const WIDTH = 24

/**
 * tqdm's own bytes, written by hand after its source (tqdm/std.py 4.66): each bar moves down to its place (`moveto`: line
 * feeds), prints `\\r` and itself, pads with spaces what was longer, and moves up again (`ESC [ A`). A closed inner bar
 * with `leave=False` is blanked; the outer one ends with a line feed.
 */
const tqdm = (position: number, text: string): string =>
  `${'\n'.repeat(position)}\r${text.padEnd(WIDTH)}${'\x1b[A'.repeat(position)}`

describe('nested bars of tqdm', () => {
  const trimmed = (text: string) => textOf(written(text)).replace(/ +$/gm, '')
  const outer = (n: number) => tqdm(0, `outer: ${n * 50}%|${'█'.repeat(n)}${' '.repeat(2 - n)}| ${n}/2`)
  const inner = (n: number) => tqdm(1, `inner: ${n * 50}%|${'█'.repeat(n)}${' '.repeat(2 - n)}| ${n}/2`)

  test('the inner one begins again below the outer one', () => {
    const run = [outer(0), inner(0), inner(1), inner(2), outer(1), inner(0), inner(1)].join('')
    expect(trimmed(run)).toBe('outer: 50%|█ | 1/2\ninner: 50%|█ | 1/2')
  })

  test('an inner one that leaves nothing behind is blanked, and text goes on below the outer one', () => {
    const blanked = tqdm(1, `${' '.repeat(WIDTH)}\r`)
    const run = `${outer(1)}${inner(2)}${blanked}${outer(2)}\ndone\n`
    expect(trimmed(run)).toBe('outer: 100%|██| 2/2\ndone\n')
  })

  test('a text written between bars (tqdm.write) stands above them', () => {
    const clear = `\r${' '.repeat(WIDTH)}\r`
    expect(trimmed(`${outer(1)}${clear}a message\n${outer(2)}`)).toBe('a message\nouter: 100%|██| 2/2')
  })
})

describe('colours', () => {
  test.each([
    [
      'the sixteen',
      '\x1b[31mr\x1b[92mg\x1b[44mb\x1b[0mp',
      ['red:r', 'bright-green:g', 'bright-green+on blue:b', ':p']
    ],
    ['256', '\x1b[38;5;208mo\x1b[48;5;17mn', ['208:o', '208+on 17:n']],
    ['true colour, both spellings', '\x1b[38;2;1;2;255mt\x1b[38:2:255:0:0mu', ['#102ff:t', '#ff0000:u']],
    [
      'looks come and go',
      '\x1b[1;3;4mx\x1b[22;23my\x1b[24;7mz\x1b[27m.',
      ['bold+italic+underline:x', 'underline:y', 'inverse:z', ':.']
    ],
    ['an empty code resets', '\x1b[31mr\x1b[mp', ['red:r', ':p']],
    ['unknown codes change nothing', '\x1b[31m\x1b[73;200mr', ['red:r']],
    ['overwriting keeps the looks of what stays', '\x1b[31mabc\x1b[0m\rX', [':X', 'red:bc']]
  ])('%s', (_, input, looks) => {
    expect(looksOf(written(input))).toEqual(looks)
  })

  test('stderr is known for each piece', () => {
    const lines = new AnsiLines()
    lines.write('out ', false)
    lines.write('err', true)
    expect(looksOf(lines)).toEqual([':out ', 'stderr:err'])
  })
})

/** Texts that are rich in what matters here. */
const terminalText = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('\n', '\r', '\r\n', '\b', '\t', '你好', '🙂', 'abc', '\x1b'),
      fc
        .constantFrom('A', 'B', 'C', 'D', 'G', 'H', 'K', 'J', 'm')
        .chain((command) =>
          fc
            .constantFrom('', '1', '2', '3', '31', '1;44', '38;5;99')
            .map((given) => `\x1b[${given}${command}`)
        ),
      fc.constant('\x1b]0;t\x07')
    ),
    { maxLength: 40 }
  )
  .map((parts) => parts.join(''))

test('any chunking of a text gives the same lines', () => {
  fc.assert(
    fc.property(terminalText, fc.array(fc.nat(200)), (text, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
      const chunks = places.slice(1).map((to, index) => text.slice(places[index], to))
      expect(looksOf(written(...chunks))).toEqual(looksOf(written(text)))
      expect(textOf(written(...chunks))).toBe(textOf(written(text)))
    })
  )
})

const authorsOf = (lines: AnsiLines): number[] =>
  Array.from({ length: lines.count }, (_, line) => lines.authorOf(line))

/** Who wrote each line, as `0: text`; `-` where nobody did. */
function signed(...pieces: (readonly [author: number, text: string])[]): string[] {
  const lines = new AnsiLines()
  for (const [author, text] of pieces) lines.write(text, false, author)
  return authorsOf(lines).map((author, line) => `${author < 0 ? '-' : author}: ${lines.plainLine(line)}`)
}

describe('whose line it is', () => {
  test('its writer’s, also when the line is empty', () => {
    expect(signed([0, 'a\n'], [1, 'b\n\n'], [0, 'c'])).toEqual(['0: a', '1: b', '1: ', '0: c'])
  })

  test('the one who began it, when another only goes on', () => {
    expect(signed([0, 'a'], [1, 'b\n'], [2, 'c'])).toEqual(['0: ab', '2: c'])
  })

  test('the last to overwrite it from its beginning', () => {
    expect(signed([0, '10%'], [1, '\r20%'])).toEqual(['1: 20%'])
  })

  test('nested bars of two threads, each on a line of its own, as tqdm moves between them', () => {
    const step = (author: number, below: number, text: string) =>
      [author, `${'\n'.repeat(below)}\r${text}${'\u001b[A'.repeat(below)}`] as const
    const bars = [0, 50, 100].flatMap((part) => [
      step(1, 0, `A: ${part}%`),
      step(2, 1, `B: ${part}%`),
      step(3, 2, `C: ${part}%`)
    ])
    expect(signed(...bars)).toEqual(['1: A: 100%', '2: B: 100%', '3: C: 100%'])
    expect(signed(...bars, [0, '\n\n\ndone'])).toEqual([
      ...['1: A: 100%', '2: B: 100%', '3: C: 100%', '0: done']
    ])
  })

  test('a cursor that only passes makes no line its own', () => {
    expect(signed([1, 'a\u001b[2E'], [2, 'b'])).toEqual(['1: a', '-: ', '2: b'])
  })

  test('lines are counted by author as they come, change hands and go', () => {
    const lines = new AnsiLines()
    lines.write('a\nb\n', false, 0)
    lines.write('c\nd', false, 1)
    expect(lines.linesByAuthor).toEqual([2, 2])
    lines.write('\rd', false, 0)
    expect(lines.linesByAuthor).toEqual([3, 1])
    lines.write('\u001b[H\u001b[2J', false, 0)
    expect(lines.linesByAuthor).toEqual([1, 0])
  })
})

test('an empty line at the very end of what was drawn is drawn too', () => {
  const lines = written('a\n')
  lines.takeChanged()
  lines.write('\n', false)
  expect(lines.takeChanged()).toBe(1)
})

test('a folded text goes on like the text that it stands for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2), terminalText), { maxLength: 5 }),
      terminalText,
      (before, after) => {
        const whole = new AnsiLines()
        for (const [author, text] of before) whole.write(text, false, author)
        const refolded = new AnsiLines()
        for (const { text, stderr, author } of whole.folded()) refolded.write(text, stderr, author)
        expect(authorsOf(refolded)).toEqual(authorsOf(whole))
        for (const lines of [whole, refolded]) lines.write(after, false, 3)
        expect(authorsOf(refolded)).toEqual(authorsOf(whole))
        expect(textOf(refolded)).toBe(textOf(whole))
        expect(looksOf(refolded)).toEqual(looksOf(whole))
      }
    )
  )
})

test('only lines from the first changed one on are drawn again', () => {
  const lines = written('a\nb\nc')
  expect(lines.takeChanged()).toBe(0)
  lines.write('d', false)
  expect(lines.takeChanged()).toBe(2)
  lines.write('\x1b[2A!', false)
  expect(lines.takeChanged()).toBe(0)
  expect(lines.takeChanged()).toBe(3)
  lines.write('\x1b[32m', false)
  expect(lines.takeChanged()).toBe(3)
})
