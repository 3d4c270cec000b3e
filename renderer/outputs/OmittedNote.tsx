/** What was left out of a long output is said in its place, with the ways to all of it that there are. */
import { createContext, useContext } from 'react'
import type { WholeOutput } from '../../common/session'
import { useText } from '../i18n/text'
import type { Omitted } from '../state/outputs'

/** All that a run printed, in a file of main's. */
export interface Whole {
  readonly state: WholeOutput
  readonly open: () => void
  readonly save: () => void
}

/** Of the cell around; `null` where there is nothing to say (an output that came with the file). */
export const WholeContext = createContext<Whole | null>(null)

export function OmittedNote({ omitted }: { readonly omitted: Omitted }) {
  const text = useText().outputs
  const whole = useContext(WholeContext)
  return (
    <div className="output-note omitted">
      <span>{text.omitted(omitted.characters, omitted.outputs)}</span>
      {whole !== null && whole.state !== 'kept' && <span>{text.whole[whole.state]}</span>}
      {whole !== null && whole.state !== 'lost' && (
        <>
          <button type="button" className="button" onClick={whole.open}>
            {text.whole.open}
          </button>
          <button type="button" className="button" onClick={whole.save}>
            {text.whole.save}
          </button>
        </>
      )}
    </div>
  )
}
