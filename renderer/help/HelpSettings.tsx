/** The rules of help, each of which can be switched off. */
import './help.css'
import { RULE_NAMES } from '../../common/help/ruleNames'
import { useText } from '../i18n/text'
import { useApp, useIntents } from '../state/app'

export function HelpSettings() {
  const words = useText().help
  const intents = useIntents()
  const off = useApp((state) => state.settings.helpOff)
  return (
    <details className="setting help-settings">
      <summary>{words.settings}</summary>
      <p className="quiet">{words.settingsAbout}</p>
      {RULE_NAMES.map((rule) => (
        <label key={rule} className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={!off.includes(rule)}
            onChange={(event) => void intents.setHelp(rule, event.currentTarget.checked)}
          />
          {words.rules[rule]}
        </label>
      ))}
    </details>
  )
}
