import { describe, expect, test } from 'vitest'
import { describedBy, type Parameter, parameterFor, parametersOf, summaryOf } from './description'

const said = (text: string) => describedBy({ found: true, data: { 'text/plain': text } })!

test('what the kernel says of a function: how it is called, facts, documentation', () => {
  const sqrt = said(
    'math.sqrt(x, /)\nType: builtin_function_or_method\n\nReturn the root.\nOf x.\n\nMore: of it.'
  )
  expect(sqrt.call).toBe('math.sqrt(x, /)')
  expect(sqrt.facts).toEqual([['Type', 'builtin_function_or_method']])
  expect(sqrt.documentation).toBe('Return the root.\nOf x.\n\nMore: of it.')
  expect(summaryOf(sqrt)).toBe('Return the root.\nOf x.')
})

test('and of a value', () => {
  expect(said('Type: list\nValue: [1, 2]\nSize: 2 items')).toEqual({
    call: '',
    facts: [
      ['Type', 'list'],
      ['Value', '[1, 2]'],
      ['Size', '2 items']
    ],
    documentation: ''
  })
})

test('nothing is made of nothing', () => {
  expect(describedBy({ found: false, data: {} })).toBeNull()
  expect(describedBy({ found: true, data: {} })).toBeNull()
})

const CALL = `f(a, /, b: list[int] = [1, 2], c: str = 'x, )', *args, d=(1, 2), **options) -> dict[str, int]`
const names = (call: string): string[] => parametersOf(call).map(({ from, to }) => call.slice(from, to))
const named = (found: Parameter | undefined): string | undefined => found?.name

describe('parameters', () => {
  test('are found in a signature, whatever their defaults hold', () => {
    expect(names(CALL)).toEqual([
      ...['a', 'b: list[int] = [1, 2]', "c: str = 'x, )'", '*args', 'd=(1, 2)', '**options']
    ])
    expect(names('f()')).toEqual([])
    expect(names('no call at all')).toEqual([])
    expect(names('f(名字, *, größe=1)')).toEqual(['名字', 'größe=1'])
  })

  test('by position, by name, and those that take the rest', () => {
    const all = parametersOf(CALL)
    const at = (position: number, name: string | null = null) => named(parameterFor(all, { position, name }))
    expect([0, 1, 2, 3, 9].map((position) => at(position))).toEqual(['a', 'b', 'c', 'args', 'args'])
    expect(at(1, 'd')).toBe('d')
    expect(at(1, 'anything')).toBe('options')
    expect(named(parameterFor(parametersOf('f(a, *, b)'), { position: 1, name: null }))).toBeUndefined()
  })
})
