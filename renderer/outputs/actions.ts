/** What outputs and rendered Markdown ask of the page around them; the page's root provides it once. */
import { createContext, useContext } from 'react'
import type { Saved } from './saving'

export interface OutputActions {
  /** Show this line (from 1) of the cell that ran as `executionCount`. */
  readonly onGoToLine: (executionCount: number, line: number) => void
  /** The user followed a link; always http, https or mailto. */
  readonly onLink: (url: string) => void
  /** The user followed a link to the notebook of this name in the same folder. */
  readonly onNotebook: (name: string) => void
  readonly onCopy: (text: string) => void
  /** Copy the picture that is shown at this place of the page, in CSS px. */
  readonly onCopyPicture: (x: number, y: number) => void
  readonly onSave: (saved: Saved) => void
  /** The user followed a link to this heading or place of the notebook. */
  readonly onAnchor: (name: string) => void
  /** The `data:` address of a picture beside the notebook; null where there is none. */
  readonly readPicture: (name: string) => Promise<string | null>
}

const nothing = (): void => undefined

/** Outputs drawn where nobody listens are just not interactive. */
export const OutputActionsContext = createContext<OutputActions>({
  onGoToLine: nothing,
  onLink: nothing,
  onNotebook: nothing,
  onCopy: nothing,
  onCopyPicture: nothing,
  onSave: nothing,
  onAnchor: nothing,
  readPicture: () => Promise.resolve(null)
})

export function useOutputActions(): OutputActions {
  return useContext(OutputActionsContext)
}
