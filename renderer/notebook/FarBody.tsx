/** A cell that is not ready yet: its text, coloured where it is code. */
import { useMemo } from 'react'
import { escapedHtml } from '../../common/markdown/escapedHtml'
import { highlighted } from '../../common/markdown/highlight'
import type { WrittenCell } from '../state/notebook'

/** Longer code (characters) takes too long to colour for the moment that it is seen. */
const MOST_COLOURED = 5_000

export function FarBody({ cell }: { readonly cell: WrittenCell }) {
  const { cell_type, source } = cell
  const html = useMemo(() => {
    const isColoured = cell_type === 'code' && source.length <= MOST_COLOURED
    return { __html: isColoured ? highlighted(source, 'python') : escapedHtml(source) }
  }, [cell_type, source])
  const text = <pre className="code-text" dangerouslySetInnerHTML={html} />
  return cell_type === 'markdown' ? (
    <div className="cell-rendered">{text}</div>
  ) : (
    <div className="cell-input">{text}</div>
  )
}
