/** A value that shows itself as LaTeX: text with formulas, or one formula without marks around it. */
import { useLayoutEffect, useRef } from 'react'
import '../markdown/markdown.css'
import { drawFormulas } from '../markdown/drawFormulas'
import { comesLate } from '../markdown/lateParts'
import { latexPieces } from '../markdown/latexPieces'
import type { DrawerProps } from './outputTypes'

export function LatexOutput({ data }: DrawerProps) {
  const parent = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (parent.current === null) return
    const nodes = latexPieces(String(data)).map((piece) => {
      if (piece.kind === 'text') return document.createTextNode(piece.text)
      const element = document.createElement('span')
      element.className = piece.isDisplayed ? 'formula displayed' : 'formula'
      element.textContent = piece.text
      return element
    })
    parent.current.replaceChildren(...nodes)
    comesLate(drawFormulas(parent.current))
  }, [data])
  return <div ref={parent} className="markdown latex-output" />
}
