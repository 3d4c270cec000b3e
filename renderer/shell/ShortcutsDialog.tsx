/** All keys, by mode, with a field to search them. */
import { useState } from 'react'
import { useText } from '../i18n/text'
import { BINDINGS, EDITOR_KEYS, type KeyMode } from '../notebook/keymap'
import { useApp, useIntents } from '../state/app'
import { CLOSE_KEY, WINDOW_KEYS } from './windowKeys'
import { keysInWords } from './keysInWords'
import { Modal } from './Modal'

const ALL_KEYS = [...BINDINGS, ...WINDOW_KEYS, CLOSE_KEY, ...EDITOR_KEYS]

/** A name and all keys that do it. */
type Row = readonly [name: string, keys: readonly string[]]

export function ShortcutsDialog() {
  const words = useText()
  const intents = useIntents()
  const [sought, setSought] = useState('')
  const rows = useRows(sought)
  const isNone = Object.values(rows).every((each) => each.length === 0)
  return (
    <Modal title={words.dialogs.keys}>
      <input
        type="search"
        autoFocus
        className="keys-field"
        aria-label={words.editing.filterKeys}
        placeholder={words.editing.filterKeys}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      {isNone && <p className="quiet">{words.editing.noKeys}</p>}
      {/* The keyboard scrolls it. */}
      <div className="shortcuts" role="group" aria-label={words.dialogs.keys} tabIndex={0}>
        <Shortcuts rows={rows.command} title={words.dialogs.keysCommand} />
        <div>
          <Shortcuts rows={rows.both} title={words.dialogs.keysBoth} />
          <Shortcuts rows={rows.edit} title={words.dialogs.keysEdit} />
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

/** The rows in whose name or keys the sought text is found. */
function useRows(sought: string): Record<KeyMode, readonly Row[]> {
  const words = useText()
  const isMac = useApp((state) => state.hello.platform === 'darwin')
  const needle = sought.trim().toLowerCase()
  const rowsOf = (mode: KeyMode): readonly Row[] => {
    const rows = new Map<string, Set<string>>()
    for (const row of ALL_KEYS.filter((each) => each.mode === mode)) {
      const name = words.editing.keys[row.name]
      rows.set(name, (rows.get(name) ?? new Set()).add(keysInWords((isMac && row.mac) || row.keys, isMac)))
    }
    return [...rows]
      .map(([name, keys]): Row => [name, [...keys]])
      .filter(([name, keys]) => [name, ...keys].some((each) => each.toLowerCase().includes(needle)))
  }
  return { command: rowsOf('command'), edit: rowsOf('edit'), both: rowsOf('both') }
}

function Shortcuts({ rows, title }: { readonly rows: readonly Row[]; readonly title: string }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {keys.map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
