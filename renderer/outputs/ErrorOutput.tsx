/** An exception: its name and message first, then the traceback, whose places in cells are links. */
import type { ErrorOutput as SavedError } from '../../common/notebook'
import { useState } from 'react'
import { useText } from '../i18n/text'
import { useOutputActions } from './actions'
import { AnsiLines } from './ansiLines'
import { looksOf } from './ansiLooks'
import type { Style } from './ansiStyle'
import { CopyButton } from './CopyButton'
import { type TracebackPart, tracebackLines } from './traceback'

/** Characters of a message that are shown at once: some lines. Some libraries put whole pages into it. */
const MESSAGE = 1000
/** The height of the traceback's box (see outputs.css). */
const ROWS_SHOWN = 30

export function ErrorOutput({ output }: { readonly output: SavedError }) {
  const text = useText().outputs
  const lines = tracebackLines(output)
  const [expanded, setExpanded] = useState(false)
  const isLong = output.evalue.length > MESSAGE
  return (
    <div className="error-output" role="group" aria-label={text.error}>
      <div className="error-head">
        <strong>{output.ename}</strong>
        {output.evalue !== '' && (
          <span className="error-value">
            {isLong && !expanded ? `${output.evalue.slice(0, MESSAGE)}…` : output.evalue}
          </span>
        )}
      </div>
      {lines.length > 0 && (
        <pre className={`traceback${expanded ? ' expanded' : ''}`} aria-label={text.traceback}>
          {lines.map(({ parts, isPointedAt, isBetween }, index) => (
            <span
              key={index}
              className={`traceback-line${isPointedAt ? ' pointed-at' : ''}${isBetween ? ' between' : ''}`}
            >
              {parts.map((part, place) => (
                <Part key={place} part={part} />
              ))}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
      <div className="output-tools">
        {(isLong || lines.length > ROWS_SHOWN) && (
          <button type="button" onClick={() => setExpanded(!expanded)} aria-expanded={expanded}>
            {expanded ? text.collapse : text.expand(lines.length)}
          </button>
        )}
        <CopyButton text={() => fullText(output)} />
      </div>
    </div>
  )
}

/** The whole error without colours, as a terminal would print it. */
function fullText({ ename, evalue, traceback }: SavedError): string {
  if (traceback.length === 0) return `${ename}: ${evalue}`
  const lines = new AnsiLines()
  lines.write(traceback.join('\n'), false)
  return Array.from({ length: lines.count }, (_, index) => lines.plainLine(index)).join('\n')
}

function Part({ part }: { readonly part: TracebackPart }) {
  const text = useText().outputs
  const { onGoToLine } = useOutputActions()
  const { place } = part
  if (place === null) return <span {...attributesOf(part.style)}>{part.text}</span>
  return (
    <button
      type="button"
      className="traceback-link"
      title={text.goToLine(place.line)}
      onClick={() => onGoToLine(place.executionCount, place.line)}
    >
      {part.text}
    </button>
  )
}

function attributesOf(style: Style) {
  const { classes, colour, background } = looksOf(style)
  return {
    className: classes.join(' ') || undefined,
    style: {
      ...(colour === null ? {} : { color: colour }),
      ...(background === null ? {} : { backgroundColor: background })
    }
  }
}
