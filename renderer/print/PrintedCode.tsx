/** Code on paper: an editor draws only what is on the screen, and a hundred of them take their time. */
import { useMemo } from 'react'
import { highlighted } from '../../common/markdown/highlight'

export function PrintedCode({ source }: { readonly source: string }) {
  // Escaped by `highlighted`, which adds nothing but spans.
  const html = useMemo(() => ({ __html: highlighted(source, 'python') }), [source])
  return (
    <div className="markdown printed-code">
      <pre className="code-text" dangerouslySetInnerHTML={html} />
    </div>
  )
}
