import { expect, test } from 'vitest'
import { parseCommand } from './arguments'

test.each([
  ['', 'say what to do'],
  ['dance', "no command 'dance'"],
  ['toString', "no command 'toString'"],
  ['export', 'which file to export'],
  ['export a.ipynb -o b.html', 'say what to export to'],
  ['export a.ipynb --to docx -o b.docx', '--to docx'],
  ['export a.ipynb --to html', 'say where to write'],
  ['export a.ipynb --to html -o b.ipynb', 'end in .html'],
  ['export a.ipynb --to perfetto -o b.perfetto', 'end in .json'],
  ['export a.ipynb --to html --strip -o b.html', '--strip'],
  ['export a.ipynb --to html --handout -o b.html', 'a handout is a notebook'],
  ['export a.ipynb --to ipynb --handout --strip -o b.ipynb', 'leave out --strip'],
  ['export a.ipynb --to ipynb --no-runs -o b.ipynb', '--handout --no-runs'],
  ['export a.ipynb --to html --language fr -o b.html', '--language fr'],
  ['run a.ipynb --strip', 'run takes no --strip'],
  ['run', 'which file to run'],
  ['run a.md b.md', 'one file at a time'],
  ['run a.md --frobnicate', "Unknown option '--frobnicate'"],
  ['run a.md --cell-timeout soon', '--cell-timeout soon'],
  ['run a.md --cell-timeout=-1', '--cell-timeout -1'],
  ['run a.md --cell-timeout', '--cell-timeout'],
  ['run a.md --cell-timeout=', 'more than 0'],
  ['run a.md --hz fast', 'from 50 to 1000'],
  ['run a.md --hz 49', '--hz 49'],
  ['run a.md --hz 1001', '--hz 1001'],
  ['run a.md -o a.txt', 'must end in .ipynb'],
  ['convert a.md', 'where to write'],
  ['convert a.md -o b.ipynb --json', 'convert takes no --json'],
  ['interpreters a.md', 'takes no file'],
  ['doctor a.md', 'takes no file'],
  ['doctor --language fr', '--language fr'],
  ['doctor --strip', 'doctor takes no --strip'],
  ['--headless a.md b.md', 'one file at a time'],
  ['--headless a.md --json', '--headless takes no --json']
])('gilscope %s: a bad call', (args, message) => {
  const parsed = parseCommand(args.split(' ').filter((arg) => arg !== ''))
  expect(parsed).toMatchObject({ ok: false, problem: { code: 'bad-call' } })
  if (!parsed.ok) expect(parsed.problem.message).toContain(message)
})

test('without a window it is a run of a file, or of the first example', () => {
  expect(parseCommand(['--headless'])).toEqual({
    ok: true,
    value: { name: 'headless', file: null, folder: null }
  })
  expect(parseCommand(['--headless', 'a.md', '-o', 'out'])).toMatchObject({
    value: { file: 'a.md', folder: 'out' }
  })
})

test('a run has defaults that change nothing', () => {
  expect(parseCommand(['run', 'a.md'])).toEqual({
    ok: true,
    value: {
      name: 'run',
      file: 'a.md',
      output: null,
      report: null,
      trace: null,
      python: null,
      hz: 250,
      pin: null,
      cellTimeoutMs: null,
      allowErrors: false,
      json: false
    }
  })
})

test('seconds become milliseconds, and options may stand anywhere', () => {
  const args = [
    '--json',
    'run',
    '--cell-timeout',
    '2.5',
    'a.md',
    '-o',
    'b.ipynb',
    '--allow-errors',
    '--hz',
    '500'
  ]
  expect(parseCommand(args)).toMatchObject({
    ok: true,
    value: { cellTimeoutMs: 2500, hz: 500, json: true, allowErrors: true, file: 'a.md', output: 'b.ipynb' }
  })
})

test('help wins over everything else', () => {
  expect(parseCommand(['run', '--help'])).toEqual({ ok: true, value: { name: 'help' } })
})
