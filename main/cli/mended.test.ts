/** Broken cells in a real kernel, and what the fixes make of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BuiltCli, rowsOf, textOf } from './testing/buildCli'

const isWatched = process.platform === 'linux'
if (!isWatched) process.stdout.write('skipped: what a cell leaves running can be seen on Linux only\n')

let cli: BuiltCli
beforeAll(async () => {
  cli = await BuiltCli.build('mended-test')
})
afterAll(() => cli.remove())

const BROKEN: readonly (readonly [rule: RegExp, code: string, says: string])[] = [
  [
    /^missing-import$/,
    'async def nap():\n    await sleep(0)\n    print("slept")\nimport asyncio\nasyncio.run(nap())',
    'slept\n'
  ],
  [/^never-awaited$/, 'async def greet(): print("hi")\ngreet()\nNone', 'hi\n'],
  // From 3.14 on Python refuses at once.
  [
    /^(?:loop-idle|legacy-asyncio)$/,
    'import asyncio\nasync def ring(loop):\n    print("ring")\n    loop.stop()\nloop = asyncio.get_event_loop()\n' +
      'rings = []\nfor _ in range(2):\n    rings.append(ring(loop))\nloop.run_forever()',
    'ring\nring\n'
  ],
  [
    /^lock-twice$/,
    'import threading\nlock = threading.Lock()\ndef inner():\n    with lock:\n        print("through")\nwith lock:\n    inner()',
    'through\n'
  ],
  [
    /^never-joined$/,
    'import threading, time\ndone = []\ndef work(n):\n    time.sleep(0.5)\n    done.append(n)\nfor n in range(2):\n' +
      '    threading.Thread(target=work, args=(n,)).start()\nprint(len(done))',
    '0\n'
  ]
]

test.skipIf(!isWatched)(
  'each is explained, and its fix runs without a word',
  async () => {
    const file = cli.document('broken.md', ...BROKEN.map(([, code]) => code))
    const broken = rowsOf(await cli.run('run', file, '--json', '--allow-errors', '--cell-timeout', '6'))
    expect(broken).toHaveLength(BROKEN.length)
    for (const [at, [rule]] of BROKEN.entries()) expect(broken[at]?.help?.rule).toMatch(rule)
    const mended = cli.document('all-mended.md', ...broken.map(({ help }) => help?.fixes[0]?.code ?? ''))
    const rows = rowsOf(await cli.run('run', mended, '--json'))
    expect(rows.map(({ status, help }) => ({ status, help }))).toEqual(
      BROKEN.map(() => ({ status: 'ok', help: null }))
    )
    for (const [at, [, , says]] of BROKEN.entries()) expect(textOf(rows[at]!)).toBe(says)
  },
  120_000
)
