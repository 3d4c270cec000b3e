import { expect, test } from 'vitest'
import { latexPieces } from './latexPieces'

const drawn = (source: string): string =>
  latexPieces(source)
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.isDisplayed ? `⟦${piece.text}⟧` : `⟨${piece.text}⟩`
    )
    .join('')

test.each([
  ['$\\displaystyle x^{2}$', '⟨\\displaystyle x^{2}⟩'],
  ['$$a$$', '⟦a⟧'],
  ['\\begin{align}a&=b\\end{align}', '⟦\\begin{align}a&=b\\end{align}⟧'],
  ['let $a$ be $b$.', 'let ⟨a⟩ be ⟨b⟩.'],
  ['\\frac{1}{2}', '⟦\\frac{1}{2}⟧'],
  ['$a$\n', '⟨a⟩'],
  ['', '⟦⟧']
])('%j', (source, expected) => {
  expect(drawn(source)).toBe(expected)
})
