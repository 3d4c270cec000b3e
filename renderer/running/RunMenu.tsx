/** Beside "Run all": the other ways to run, and what becomes of the queue when a cell fails. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { MenuItem } from '../shell/MenuItem'
import { Popup } from '../shell/Popup'
import { Switch } from '../shell/Switch'
import { useApp, useIntents, useOpen } from '../state/app'
import { dueCells } from '../state/findings'
import './running.css'

export function RunMenu() {
  const { running, editing } = useText()
  const intents = useIntents()
  const due = useOpen(({ notebook, findings }) => dueCells(notebook.order, findings).length)
  const stops = useApp((state) => state.settings.stopOnError)
  return (
    <Popup name={running.menu} className="icon-button run-menu-button" face={<Icon name="chevron" />}>
      <div className="menu run-menu">
        <MenuItem name={editing.runAbove} onClick={() => intents.runFromHere(-1)} />
        <MenuItem name={editing.runBelow} onClick={() => intents.runFromHere(1)} />
        <MenuItem name={running.due(due)} isDisabled={due === 0} onClick={() => intents.runDue()} />
        <Switch
          name={running.stopOnError}
          isOn={stops}
          about={`${stops ? running.stops : running.goesOn} ${running.tagged}`}
          onChange={(stopOnError) => void intents.changeSettings({ stopOnError })}
        />
      </div>
    </Popup>
  )
}
