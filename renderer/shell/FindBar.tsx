/** Finding and replacing in all cells: a bar above the notebook, while it is open. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../i18n/text'
import { useApp, useIntents, useOpen } from '../state/app'
import { findAll, MOST_FOUND, patternOf, type Finding, type Query } from '../state/find'
import { IconButton } from './IconButton'
import { Icon } from './icons'
import './find.css'

export function FindBar() {
  const finding = useApp((state) => state.finding)
  return finding === null ? null : <OpenBar finding={finding} />
}

function OpenBar({ finding }: { readonly finding: Finding }) {
  const words = useText().editing.find
  const intents = useIntents()
  const [isReplacing, setReplacing] = useState(finding.query.replacement !== '')
  const field = useRef<HTMLInputElement>(null)
  const { query } = finding
  useEffect(() => field.current?.select(), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') intents.closeFinding()
    else if (event.key === 'F3') intents.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'f' && (event.ctrlKey || event.metaKey)) field.current?.select()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="find-bar" role="search" aria-label={words.label} onKeyDown={onKeyDown}>
      <IconButton
        {...{ icon: 'chevron', name: words.showReplace, isPressed: isReplacing }}
        className={`find-more${isReplacing ? ' open' : ''}`}
        onClick={() => setReplacing(!isReplacing)}
      />
      <div className="find-rows">
        <div className="find-row">
          <input
            ref={field}
            autoFocus
            className="find-field"
            type="text"
            spellCheck={false}
            aria-label={words.text}
            placeholder={words.text}
            value={query.text}
            onChange={(event) => intents.changeQuery({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              intents.step(event.shiftKey ? -1 : 1)
            }}
          />
          <Switch query={query} of="isCaseSensitive" face="Aa" />
          <Switch query={query} of="isWord" face="ab" />
          <Switch query={query} of="isRegex" face=".*" />
          <WithinChosen isOn={query.within !== null} />
          <IconButton
            icon="moveUp"
            name={words.previous}
            keys="Shift+Enter"
            onClick={() => intents.step(-1)}
          />
          <IconButton icon="moveDown" name={words.next} keys="Enter" onClick={() => intents.step(1)} />
          <Count finding={finding} />
        </div>
        {isReplacing && (
          <div className="find-row">
            <input
              className="find-field"
              type="text"
              spellCheck={false}
              aria-label={words.replacement}
              placeholder={words.replacement}
              value={query.replacement}
              onChange={(event) => intents.changeQuery({ replacement: event.target.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                intents.replaceFound()
              }}
            />
            <button type="button" className="button" onClick={() => intents.replaceFound()}>
              {words.replace}
            </button>
            <button type="button" className="button" onClick={() => intents.replaceAllFound()}>
              {words.replaceAll}
            </button>
          </div>
        )}
      </div>
      <IconButton icon="close" name={words.close} keys="Esc" onClick={() => intents.closeFinding()} />
    </div>
  )
}

interface SwitchProps {
  readonly query: Query
  readonly of: 'isCaseSensitive' | 'isWord' | 'isRegex'
  readonly face: string
}

function Switch({ query, of, face }: SwitchProps) {
  const words = useText().editing.find
  const intents = useIntents()
  return (
    <button
      type="button"
      className={`find-switch ${of}`}
      aria-pressed={query[of]}
      aria-label={words[of]}
      title={words[of]}
      onClick={() => intents.changeQuery({ [of]: !query[of] })}
    >
      <span className="find-face" data-face={face} />
    </button>
  )
}

function WithinChosen({ isOn }: { readonly isOn: boolean }) {
  const words = useText().editing.find
  const intents = useIntents()
  return (
    <button
      type="button"
      className="find-switch"
      aria-pressed={isOn}
      aria-label={words.within}
      title={words.within}
      onClick={() => intents.findInChosen(!isOn)}
    >
      <Icon name="within" />
    </button>
  )
}

/** How many there are, and which one is shown. */
function Count({ finding }: { readonly finding: Finding }) {
  const words = useText().editing.find
  const notebook = useOpen((open) => open.notebook)
  const { query, at } = finding
  const count = useMemo(() => findAll(notebook, query).length, [notebook, query])
  const isWrong = query.text !== '' && patternOf(query) === null
  const said = isWrong
    ? words.notRegex
    : query.text === ''
      ? ''
      : count === 0
        ? words.none
        : words.count(at + 1, count, count === MOST_FOUND)
  return (
    <span
      className={`find-count${isWrong || (query.text !== '' && count === 0) ? ' bad' : ''}`}
      role="status"
    >
      {said}
    </span>
  )
}
