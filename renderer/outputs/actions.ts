/** What outputs and rendered Markdown ask of the page around them; the page's root provides it once. */
import { createContext, useContext } from 'react'

export interface OutputActions {
  /** Show this line (from 1) of the cell that ran as `executionCount`. */
  readonly onGoToLine: (executionCount: number, line: number) => void
  /** The user followed a link; always http, https or mailto. Links to headings scroll by themselves. */
  readonly onLink: (url: string) => void
  readonly onCopy: (text: string) => void
}

const nothing = (): void => undefined

/** Outputs drawn where nobody listens are just not interactive. */
export const OutputActionsContext = createContext<OutputActions>({
  onGoToLine: nothing,
  onLink: nothing,
  onCopy: nothing
})

export function useOutputActions(): OutputActions {
  return useContext(OutputActionsContext)
}
