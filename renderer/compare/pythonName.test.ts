import { expect, it } from 'vitest'
import type { Interpreter } from '../../common/session'
import { inOrder, oneOfEach } from './pythonName'

const python = (version: string, freeThreaded = false): Interpreter => ({
  ...{ version, freeThreaded, origin: 'pyenv', path: `/${version}${freeThreaded ? 't' : ''}` }
})
const paths = (pythons: readonly Interpreter[]): string[] => pythons.map(({ path }) => path)

it('proposes one Python of each minor version, and its free-threaded build', () => {
  const found = ['3.13.1', '3.9.2', '3.13.0', '3.14.0'].map((version) => python(version))
  expect(paths(oneOfEach([...found, python('3.13.0', true)]))).toEqual([
    ...['/3.13.1', '/3.9.2', '/3.14.0'],
    '/3.13.0t'
  ])
})

it('lists the oldest first, and free-threaded builds after the others', () => {
  const found = [python('3.13.1', true), python('3.13.1'), python('3.9.2'), python('3.13.0')]
  expect(paths(inOrder(found))).toEqual(['/3.9.2', '/3.13.0', '/3.13.1', '/3.13.1t'])
})
