/** Above all: a tab for each open notebook, which says whether it is saved and what its kernel does. */
import { Fragment, useId, type KeyboardEvent } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { NotebookId } from '../../common/brands'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useApp, useIntents } from '../state/app'
import { Tab } from './Tab'
import { useTabDrops } from './tabDrag'
import './tabs.css'

export function TabStrip() {
  const words = useText()
  const intents = useIntents()
  const tabs = useApp(useShallow((state) => state.tabs))
  const front = useApp((state) => state.open?.id ?? null)
  const { drop, handlers } = useTabDrops(tabs)
  const prefix = useId()
  const idOf = (id: NotebookId): string => `${prefix}${id}`

  /** With the focus on the tabs the arrows go from one to the next, and Delete closes. */
  function onKeyDown(event: KeyboardEvent): void {
    const key = STEPS[event.key]
    if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'tab') return
    if (event.key === 'Delete') void intents.closeNotebook()
    else if (key !== undefined && front !== null) {
      const next = tabs[(key(tabs.indexOf(front), tabs.length) + tabs.length) % tabs.length]
      if (next === undefined) return
      intents.showTab(next)
      // After the notebook, whose editor takes the focus when it comes.
      pageFrame.request({ draw: () => document.getElementById(idOf(next))?.focus() })
    } else return
    event.preventDefault()
  }

  return (
    <div className="tab-strip" onKeyDown={onKeyDown}>
      <IconButton
        {...{ icon: 'home', name: words.tabs.welcome, isPressed: front === null }}
        onClick={() => intents.showTab(null)}
      />
      {/* Owns the tabs without their closing buttons, which are no tabs. */}
      <div role="tablist" aria-label={words.tabs.label} aria-owns={tabs.map(idOf).join(' ')} />
      <div className="tabs" {...handlers}>
        {tabs.map((id, place) => (
          <Fragment key={id}>
            {drop === place && <div className="tab-drop" />}
            <Tab
              {...{ id, domId: idOf(id), isInFront: id === front }}
              isFirst={place === 0 && front === null}
            />
          </Fragment>
        ))}
        {drop === tabs.length && <div className="tab-drop" />}
      </div>
      <IconButton icon="add" name={words.tabs.add} onClick={intents.newNotebook} />
    </div>
  )
}

const STEPS: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place) => place + 1,
  ArrowLeft: (place) => place - 1,
  Home: () => 0,
  End: (_place, count) => count - 1
}
