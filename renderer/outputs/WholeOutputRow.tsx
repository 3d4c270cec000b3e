/** Below an output of which the page keeps only head and tail: the ways to all of it that there are. */
import type { WholeOutput } from '../../common/session'
import { useText } from '../i18n/text'

/** All that a run printed, in a file of main's. */
export interface Whole {
  readonly state: WholeOutput
  readonly open: () => void
  readonly save: () => void
}

/** Not in the seam where text was left out: that moves with every print, and nobody could press a button there. */
export function WholeOutputRow({ whole }: { readonly whole: Whole }) {
  const text = useText().outputs.whole
  return (
    <div className="whole-output">
      {whole.state !== 'kept' && <span className="output-note">{text[whole.state]}</span>}
      {whole.state !== 'lost' && (
        <>
          <button type="button" className="button" onClick={whole.open}>
            {text.open}
          </button>
          <button type="button" className="button" onClick={whole.save}>
            {text.save}
          </button>
        </>
      )}
    </div>
  )
}
