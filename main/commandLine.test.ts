import { expect, test } from 'vitest'
import { argumentsOf } from './commandLine'

test('under Node the user’s words follow the program and the script', () => {
  expect(argumentsOf(['node', 'out/main/cli.js', 'run', 'a.ipynb'])).toEqual(['run', 'a.ipynb'])
})

test('in a package they follow the switch, and a lone -- that is not theirs', () => {
  const start = ['/opt/gilscope/gilscope-app', '--no-sandbox', '--command-line']
  expect(argumentsOf([...start, '--', '--version'])).toEqual(['--version'])
  expect(argumentsOf([...start, 'run', '--', '-odd-.ipynb'])).toEqual(['run', '--', '-odd-.ipynb'])
})
