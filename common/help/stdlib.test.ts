import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ALL_ITEMS } from './stdlib'

const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython)
  process.stdout.write('skipped: there is no python3 to ask for names of the standard library\n')

test.skipIf(!hasPython)('every name is in its module', () => {
  const ask =
    'import importlib, json, sys\nfor m, n in json.load(sys.stdin):\n  if not hasattr(importlib.import_module(m), n): print(m, n)'
  const { stdout, stderr } = spawnSync('python3', ['-c', ask], {
    input: JSON.stringify(ALL_ITEMS),
    encoding: 'utf8'
  })
  expect(stdout + stderr).toBe('')
})
