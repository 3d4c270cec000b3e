/** Questions and pages in front of the notebook. */
import { useEffect, useRef } from 'react'
import { useText } from '../i18n/text'
import { BINDINGS, type KeyMode } from '../notebook/keymap'
import { PatternDialog } from '../patterns/PatternDialog'
import { useApp, useIntents } from '../state/app'
import { keysInWords } from './keysInWords'
import { Modal } from './Modal'

export function Dialogs() {
  const dialog = useApp((state) => state.dialog)
  switch (dialog?.kind) {
    case 'restart':
      return <RestartDialog runAll={dialog.runAll} />
    case 'shortcuts':
      return <ShortcutsDialog />
    case 'pattern':
      return <PatternDialog pattern={dialog.pattern} cell={dialog.cell} />
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

function ShortcutsDialog() {
  const words = useText()
  const intents = useIntents()
  return (
    <Modal title={words.dialogs.keys}>
      <div className="shortcuts">
        <Shortcuts mode="command" title={words.dialogs.keysCommand} />
        <div>
          <Shortcuts mode="both" title={words.dialogs.keysBoth} />
          <Shortcuts mode="edit" title={words.dialogs.keysEdit} />
        </div>
      </div>
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show(null)}>
          {words.dialogs.close}
        </button>
      </div>
    </Modal>
  )
}

function Shortcuts({ mode, title }: { readonly mode: KeyMode; readonly title: string }) {
  const words = useText()
  const isMac = useApp((state) => state.hello.platform === 'darwin')
  const rows = new Map<string, Set<string>>()
  for (const row of BINDINGS.filter((each) => each.mode === mode)) {
    const keys = rows.get(words.keys[row.name]) ?? new Set()
    rows.set(words.keys[row.name], keys.add(keysInWords(row.keys, isMac)))
  }
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {[...rows].map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {[...keys].map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
