/** What differs between two texts, with the lines around it. Signs say it to those who do not see the colours. */
import { useMemo } from 'react'
import { useText } from '../i18n/text'
import { lineDiff, nearChanges } from './lineDiff'
import './diff.css'

const SIGNS = { same: ' ', removed: '−', added: '+' } as const

export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const words = useText().editing.diff
  const lines = useMemo(() => nearChanges(lineDiff(before, after)), [before, after])
  return (
    <pre className="text-diff" tabIndex={0}>
      {lines.map((line, i) =>
        line === null ? (
          <div key={i} className="diff-gap">
            ⋯
          </div>
        ) : (
          <div key={i} className={`diff-${line.kind}`}>
            <span aria-hidden="true">{SIGNS[line.kind]} </span>
            {line.kind !== 'same' && <span className="unseen">{words[line.kind]}: </span>}
            {line.text}
          </div>
        )
      )}
    </pre>
  )
}
