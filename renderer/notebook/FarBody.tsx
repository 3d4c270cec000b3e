/** A cell far from the viewport: plain text, as tall as the cell was or will about be. */
import type { WrittenCell } from '../state/notebook'
import { useOpen } from '../state/app'

/** Heights in CSS px, about as the styles make them. */
const LINE = 20
const PADDING = 18
/** Outputs not yet drawn are guessed at this much each. */
const OUTPUT = 40

export function FarBody({ cell, height }: { readonly cell: WrittenCell; readonly height: number | null }) {
  const outputs = useOpen((open) => open.outputs.get(cell.id)?.head.items.length ?? 0)
  const lines = cell.source.split('\n').length
  const guess = lines * LINE + PADDING + (cell.cell_type === 'code' ? outputs * OUTPUT : 0)
  return (
    <div className="far" style={{ height: height ?? guess }}>
      <pre className="code-text">{cell.source}</pre>
    </div>
  )
}
