/** Beside "Run all": the other ways to run, and what becomes of the queue when a cell fails. */
import { useId } from 'react'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { MenuItem } from '../shell/MenuItem'
import { Popup } from '../shell/Popup'
import { useApp, useIntents, useOpen } from '../state/app'
import { dueCells } from '../state/findings'
import './running.css'

export function RunMenu() {
  const { running, editing } = useText()
  const intents = useIntents()
  const due = useOpen(({ notebook, findings }) => dueCells(notebook.order, findings).length)
  const stops = useApp((state) => state.settings.stopOnError)
  const about = useId()
  return (
    <Popup name={running.menu} className="icon-button run-menu-button" face={<Icon name="chevron" />}>
      <div className="menu run-menu">
        <MenuItem name={editing.runAbove} onClick={() => intents.runFromHere(-1)} />
        <MenuItem name={editing.runBelow} onClick={() => intents.runFromHere(1)} />
        <MenuItem name={running.due(due)} isDisabled={due === 0} onClick={() => intents.runDue()} />
        <div className="setting">
          <label className="switch">
            <input
              type="checkbox"
              role="switch"
              checked={stops}
              aria-describedby={about}
              onChange={() => void intents.changeSettings({ stopOnError: !stops })}
            />
            {running.stopOnError}
          </label>
          <p className="quiet" id={about}>
            {stops ? running.stops : running.goesOn} {running.tagged}
          </p>
        </div>
      </div>
    </Popup>
  )
}
