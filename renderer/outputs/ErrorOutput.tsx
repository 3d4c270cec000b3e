/** An exception: its name and message first, then the traceback, whose places in cells are links. */
import type { ErrorOutput as SavedError } from '../../common/notebook'
import { useText } from '../i18n/text'
import { useOutputActions } from './actions'
import { cssColour, type Style } from './ansiStyle'
import { type TracebackPart, tracebackLines } from './traceback'

export function ErrorOutput({ output }: { readonly output: SavedError }) {
  const text = useText().outputs
  const lines = tracebackLines(output.traceback)
  return (
    <div className="error-output" role="group" aria-label={text.error}>
      <div className="error-head">
        <strong>{output.ename}</strong>
        {output.evalue !== '' && <span className="error-value">{output.evalue}</span>}
      </div>
      {lines.length > 0 && (
        <pre className="traceback" aria-label={text.traceback}>
          {lines.map(({ parts, isPointedAt }, index) => (
            <span key={index} className={isPointedAt ? 'traceback-line pointed-at' : 'traceback-line'}>
              {parts.map((part, place) => (
                <Part key={place} part={part} />
              ))}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
    </div>
  )
}

function Part({ part }: { readonly part: TracebackPart }) {
  const text = useText().outputs
  const { onGoToLine } = useOutputActions()
  const { place } = part
  if (place === null) return <span {...looks(part.style)}>{part.text}</span>
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

function looks(style: Style) {
  const foreground = cssColour(style.foreground)
  const background = cssColour(style.background)
  const classes = (['bold', 'dim', 'italic', 'underline', 'strike'] as const).filter((name) => style[name])
  return {
    className: classes.join(' ') || undefined,
    style: {
      ...(foreground === null ? {} : { color: foreground }),
      ...(background === null ? {} : { backgroundColor: background })
    }
  }
}
