/** One notebook's tab. */
import { useEffect, useRef, type MouseEvent } from 'react'
import type { NotebookId } from '../../common/brands'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useApp, useIntents } from '../state/app'
import { isUnsaved, type OpenNotebook } from '../state/open'
import { notebookOf } from '../state/tabs'
import { dragTab } from './tabDrag'

/** The button in the middle of a mouse. */
const MIDDLE = 1

interface TabProps {
  readonly id: NotebookId
  readonly domId: string
  readonly isInFront: boolean
  /** No tab is in front, and this is where the Tab key comes in. */
  readonly isFirst: boolean
}

export function Tab({ id, domId, isInFront, isFirst }: TabProps) {
  const words = useText()
  const intents = useIntents()
  const name = useTab(id, (open) => open.name) ?? ''
  const path = useTab(id, (open) => open.path)
  const unsaved = useTab(id, isUnsaved) ?? false
  const status = useTab(id, (open) => open.kernel.status) ?? 'none'
  const count = useApp(({ tabs }) => tabs.length)
  const element = useRef<HTMLDivElement>(null)
  const kernel = words.tabs.kernel[status]
  const about = words.tabs.about([
    name,
    ...(unsaved ? [words.tabs.unsaved] : []),
    ...(kernel ? [kernel] : [])
  ])

  // Also when others open beside it.
  useEffect(() => {
    if (isInFront) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isInFront, count])

  function onMouseDown(event: MouseEvent): void {
    if (event.button === MIDDLE) event.preventDefault() // no scrolling by moving the mouse
  }

  return (
    <div
      ref={element}
      className={`tab${isInFront ? ' in-front' : ''}`}
      draggable
      onDragStart={(event) => dragTab(event, id)}
      onMouseDown={onMouseDown}
      onAuxClick={(event) => {
        if (event.button === MIDDLE) void intents.closeNotebook(id)
      }}
    >
      <button
        type="button"
        role="tab"
        id={domId}
        className="tab-name"
        aria-selected={isInFront}
        aria-label={about}
        title={[path, about].filter(Boolean).join('\n')}
        tabIndex={isInFront || isFirst ? 0 : -1}
        onClick={(event) => {
          // A click goes on to the notebook, which takes the focus where nobody has it.
          event.currentTarget.blur()
          if (isInFront) document.querySelector<HTMLElement>('.cell.selected')?.focus()
          intents.showTab(id)
        }}
      >
        {status !== 'none' && <span className={`kernel-dot ${status}`} />}
        <span className="tab-text">{name}</span>
        {unsaved && <span className="unsaved" />}
      </button>
      <button
        type="button"
        className="tab-close"
        aria-label={isInFront ? words.toolbar.close : words.tabs.closeOther(name)}
        title={isInFront ? words.toolbar.close : words.tabs.closeOther(name)}
        tabIndex={isInFront ? 0 : -1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void intents.closeNotebook(id)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}

/** Something of a notebook that may be in front or behind; null in the moment in which it closes. */
function useTab<T>(id: NotebookId, choose: (open: OpenNotebook) => T): T | null {
  return useApp((state) => {
    const open = notebookOf(state, id)
    return open === null ? null : choose(open)
  })
}
