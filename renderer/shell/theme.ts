/** Light or dark: the user's choice, or the system's. */
import { useSyncExternalStore } from 'react'
import type { Settings, Theme } from '../../common/ipc'
import { useApp } from '../state/app'

const systemDark = matchMedia('(prefers-color-scheme: dark)')

function chosenTheme(choice: Settings['theme'], isSystemDark: boolean): Theme {
  return choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice
}

/** The theme that is shown, as it changes. Paper is white. */
export function useTheme(): Theme {
  const choice = useApp((state) => state.settings.theme)
  const isSystemDark = useSyncExternalStore(listenToSystem, () => systemDark.matches)
  const isPrinting = useApp((state) => state.isPrinting)
  return isPrinting ? 'light' : chosenTheme(choice, isSystemDark)
}

function listenToSystem(listen: () => void): () => void {
  systemDark.addEventListener('change', listen)
  return () => systemDark.removeEventListener('change', listen)
}
