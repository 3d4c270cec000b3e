import { expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { withProblems, type CodeProblem } from './codeProblems'

const id = (name: string): CellId => name as CellId
const unknown = (name: string): CodeProblem => ({
  ...{ from: 0, to: 1, kind: 'undefined', name, message: `Undefined name \`${name}\``, code: 'F821' }
})

it('a cell whose problems are the same keeps its list, and is not drawn anew', () => {
  const before = new Map([
    [id('same'), [unknown('x')]],
    [id('other'), [unknown('x')]],
    [id('gone'), [unknown('x')]]
  ])
  const now = withProblems(
    before,
    new Map([
      [id('same'), [unknown('x')]],
      [id('other'), [unknown('y')]]
    ])
  )
  expect(now.get(id('same'))).toBe(before.get(id('same')))
  expect(now.get(id('other'))).toEqual([unknown('y')])
  expect(now.has(id('gone'))).toBe(false)
})
