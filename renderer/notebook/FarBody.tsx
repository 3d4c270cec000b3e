/** A cell far from the viewport: plain text, as tall as the cell was or will about be. */
import type { WrittenCell } from '../state/notebook'

/** Heights in CSS px, as the styles make them. */
const LINE = 20
const PADDING = 18

/** For a cell that was never near. */
export function guessedHeight(cell: WrittenCell): number {
  return cell.source.split('\n').length * LINE + PADDING
}

export function FarBody({ cell, height }: { readonly cell: WrittenCell; readonly height: number }) {
  return (
    <pre className="far code-text" style={{ height }}>
      {cell.source}
    </pre>
  )
}
