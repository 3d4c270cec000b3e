import { expect, it } from 'vitest'
import { formulaAt } from './formulas'

it.each([
  ['$a$ b', 'a', '$a$', false],
  ['$$a\n\\$$$ b', 'a\n\\$', '$$a\n\\$$$', true],
  ['\\\\[ a \\\\] b \\\\]', 'a', '\\\\[ a \\\\]', true],
  ['\\\\(a\\\\)\\\\)', 'a', '\\\\(a\\\\)', false],
  ['\\begin{align*}a\\end{align}\\end{align*}b', '\\begin{align*}a\\end{align}\\end{align*}', '', true]
])('%j begins with the formula %j', (text, tex, whole, isDisplayed) => {
  expect(formulaAt(text, 0)).toEqual({ tex, isDisplayed, end: (whole || tex).length })
})

it.each([
  '\\\\(a',
  '\\\\(\\\\)',
  '\\\\[a\\\\)',
  '\\begin{align}',
  '\\begin{align}\\end{CD}',
  '$ a$',
  '$a$5',
  '$a\n$'
])('%j is no formula', (text) => expect(formulaAt(text, 0)).toBeNull())

it('one that is closed before the place is not closed behind it', () => {
  expect(formulaAt('\\\\(a\\\\) \\\\(b', 8)).toBeNull()
})

// It took minutes once.
it.each(['\\\\(', '\\\\[', '\\begin{align}'])('a text of %j alone comes to an end', (sign) => {
  const text = sign.repeat(100_000)
  for (let at = 0; at < text.length; at += sign.length) expect(formulaAt(text, at)).toBeNull()
})
