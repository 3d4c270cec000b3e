/** Problems, in a corner: they stay until dismissed and are in nobody's way. */
import { useText } from '../i18n/text'
import { useApp, useIntents } from '../state/app'
import { Icon } from './icons'
import { IconButton } from './IconButton'

export function Notices() {
  const words = useText().problems
  const intents = useIntents()
  const front = useApp((state) => state.open?.id)
  const notices = useApp((state) => state.notices)
  return (
    <div className="notices" role="region" aria-label={words.label} aria-live="polite">
      {notices.map(({ id, doing, problem, notebook }) => (
        <div className="notice" key={id} role="alert">
          <Icon name="warning" />
          <div>
            {doing !== null && <strong>{words[doing]}</strong>}
            <p>{words.of[problem.code](problem)}</p>
            {problem.code === 'has-crashed' && (
              <button className="button" onClick={() => void intents.showCrashes()}>
                {words.showCrashes}
              </button>
            )}
            {notebook !== undefined && notebook === front && (
              <button className="button" onClick={() => void intents.saveAs()}>
                {words.saveElsewhere}
              </button>
            )}
          </div>
          <IconButton icon="close" name={words.dismiss} onClick={() => intents.dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
