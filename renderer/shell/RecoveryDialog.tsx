/** Unsaved work of an earlier session beside what its file holds now: what differs, and which of the two to go on with. */
import type { Notebook } from '../../common/notebook'
import { TextDiff } from '../diff/TextDiff'
import { useText, type Text } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { wholeNotebook } from '../state/filed'
import type { OpenNotebook } from '../state/open'
import { Modal } from './Modal'

export function RecoveryDialog() {
  const words = useText()
  const intents = useIntents()
  const open = useOpen((now) => now)
  const { recovery } = words.editing
  const file = open.recovered?.file ?? null
  if (file === null) return null
  return (
    <Modal title={recovery.compareTitle(open.name)} className="recovery">
      <p>{recovery.compareAbout}</p>
      <Differences open={open} file={file} words={words} />
      <div className="modal-buttons">
        <button className="button" onClick={() => void intents.openFileInstead()}>
          {recovery.useFile}
        </button>
        <button className="button main" onClick={() => intents.show(null)}>
          {recovery.keepWork}
        </button>
      </div>
    </Modal>
  )
}

interface DifferencesProps {
  readonly open: OpenNotebook
  readonly file: Notebook
  readonly words: Text
}

function Differences({ open, file, words }: DifferencesProps) {
  const [before, after] = [inWords(file, words), inWords(wholeNotebook(open), words)]
  if (before === after) return <p className="quiet">{words.editing.recovery.sameText}</p>
  return <TextDiff before={before} after={after} />
}

/** A notebook's text for reading: each cell below its kind. */
function inWords({ cells }: Notebook, words: Text): string {
  return cells.map(({ cell_type, source }) => `── ${words.cell.types[cell_type]} ──\n${source}\n`).join('\n')
}
