/** Language, theme and which help is shown, in one place. */
import type { Settings } from '../../common/ipc'
import { HelpSettings } from '../help/HelpSettings'
import { useText } from '../i18n/text'
import { useApp, useIntents } from '../state/app'
import { Icon } from './icons'
import { Popup } from './Popup'

const LANGUAGES: readonly Settings['language'][] = ['system', 'en', 'zh']
const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark']

export function SettingsMenu() {
  const words = useText().settings
  const intents = useIntents()
  const { language, theme } = useApp((state) => state.settings)
  return (
    <Popup name={words.label} className="icon-button" face={<Icon name="settings" />}>
      <Choice
        {...{ name: words.language, options: LANGUAGES, names: words.languages, chosen: language }}
        onChoose={(next) => void intents.changeSettings({ language: next })}
      />
      <Choice
        {...{ name: words.theme, options: THEMES, names: words.themes, chosen: theme }}
        onChoose={(next) => void intents.changeSettings({ theme: next })}
      />
      <HelpSettings />
    </Popup>
  )
}

interface ChoiceProps<Option extends string> {
  readonly name: string
  readonly options: readonly Option[]
  readonly names: Record<Option, string>
  readonly chosen: Option
  readonly onChoose: (option: Option) => void
}

function Choice<Option extends string>({ name, options, names, chosen, onChoose }: ChoiceProps<Option>) {
  return (
    <fieldset className="setting">
      <legend>{name}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option} className={option === chosen ? 'chosen' : ''}>
            <input type="radio" name={name} checked={option === chosen} onChange={() => onChoose(option)} />
            {names[option]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
