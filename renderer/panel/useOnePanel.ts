/** Where panels lie over the notebook there is room for one: a second that is opened takes the place of the first. */
import { useEffect, useRef } from 'react'
import { useApp, useIntents } from '../state/app'
import { overlays } from './DockedPanel'

export function useOnePanel(): void {
  const intents = useIntents()
  const isPanelOpen = useApp((state) => state.settings.panelOpen)
  const isBrowserOpen = useApp((state) => state.settings.browserOpen)
  /** The right one was there before. */
  const wasPanelOpen = useRef(isPanelOpen && !isBrowserOpen)

  useEffect(() => {
    if (overlays.matches && isPanelOpen && isBrowserOpen)
      void intents.changeSettings(wasPanelOpen.current ? { panelOpen: false } : { browserOpen: false })
    wasPanelOpen.current = isPanelOpen
  }, [intents, isPanelOpen, isBrowserOpen])
}
