/** Questions and pages in front of the notebook. */
import { useEffect, useRef } from 'react'
import { TrialDialog } from '../compare/TrialDialog'
import { DoctorDialog } from '../doctor/DoctorDialog'
import { useText } from '../i18n/text'
import { AfreshDialog, CourseDialog } from '../learning/CourseDialog'
import { HandoutDialog } from '../learning/HandoutDialog'
import { PatternDialog } from '../patterns/PatternDialog'
import { useApp, useIntents } from '../state/app'
import { MetadataDialog } from './MetadataDialog'
import { Modal } from './Modal'
import { RecoveryDialog } from './RecoveryDialog'
import { ShortcutsDialog } from './ShortcutsDialog'
import './dialogs.css'

export function Dialogs() {
  const dialog = useApp((state) => state.dialog)
  switch (dialog?.kind) {
    case 'restart':
      return <RestartDialog runAll={dialog.runAll} />
    case 'shortcuts':
      return <ShortcutsDialog />
    case 'pattern':
      return <PatternDialog pattern={dialog.pattern} cell={dialog.cell} />
    case 'metadata':
      return <MetadataDialog cell={dialog.cell} />
    case 'recovery':
      return <RecoveryDialog />
    case 'trial':
      return <TrialDialog cell={dialog.cell} />
    case 'doctor':
      return <DoctorDialog />
    case 'course':
      return <CourseDialog />
    case 'handout':
      return <HandoutDialog />
    case 'afresh':
      return <AfreshDialog chapter={dialog.chapter} />
    case undefined:
      return null
  }
}

function RestartDialog({ runAll }: { readonly runAll: boolean }) {
  const words = useText()
  const intents = useIntents()
  const yes = useRef<HTMLButtonElement>(null)
  // The browser would choose the first button; whoever asked for a restart most often wants it.
  useEffect(() => yes.current?.focus(), [])
  return (
    <Modal title={runAll ? words.dialogs.restartAndRunAll : words.dialogs.restart}>
      <p>{words.dialogs.restartAbout}</p>
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show(null)}>
          {words.dialogs.cancel}
        </button>
        <button className="button main" ref={yes} onClick={() => void intents.restart(runAll)}>
          {runAll ? words.toolbar.restartAndRunAll : words.toolbar.restart}
        </button>
      </div>
    </Modal>
  )
}
