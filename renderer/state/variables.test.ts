import { expect, test } from 'vitest'
import type { Variable } from '../../common/protocol'
import { orderedBy, shownVariables, type VariableOrder } from './variables'

const variable = (name: string, type: string): Variable => ({ name, type, value: '' })
const ALL = [
  variable('b', 'int'),
  variable('Array', 'numpy.ndarray'),
  variable('a', 'int'),
  variable('z', 'dict')
]
const byName: VariableOrder = { by: 'name', isDescending: false }

const names = (filter: string, order: VariableOrder): string =>
  shownVariables(ALL, filter, order)
    .map(({ name }) => name)
    .join(' ')

test('variables are sorted by name or by type, and a second click turns the order round', () => {
  expect(names('', byName)).toBe('Array a b z')
  const byType = orderedBy(byName, 'type')
  expect(names('', byType)).toBe('z a b Array')
  expect(names('', orderedBy(byType, 'type'))).toBe('Array b a z')
  expect(orderedBy(orderedBy(byType, 'type'), 'name')).toEqual(byName)
})

test('a filter looks at names and types, whatever the case', () => {
  expect(names(' ARR ', byName)).toBe('Array')
  expect(names('int', byName)).toBe('a b')
  expect(names('nothing', byName)).toBe('')
})
