/** Above the cells: this is unsaved work of an earlier session, or there is some that belongs to this file. */
import { useText } from '../i18n/text'
import { useWhen } from '../i18n/useWhen'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'

export function RecoveryNotice() {
  const words = useText().editing.recovery
  const when = useWhen()
  const intents = useIntents()
  const copy = useOpen((open) => open.copy)
  const recovered = useOpen((open) => open.recovered)
  const path = useOpen((open) => open.path)
  if (copy !== null) {
    return (
      <div className="banner" role="status">
        <Icon name="warning" />
        <div className="banner-words">
          <strong>{words.thereIs}</strong>
          <p>{words.keptAt(when.full(new Date(copy.at)))}</p>
        </div>
        <button className="button" onClick={() => void intents.discardCopy(copy.key)}>
          {words.discard}
        </button>
        <button className="button main" onClick={() => void intents.openCopy(copy.key)}>
          {words.show}
        </button>
      </div>
    )
  }
  if (recovered === null) return null
  return (
    <div className="banner" role="status">
      <Icon name="warning" />
      <div className="banner-words">
        <strong>{words.thisIs}</strong>
        <p>{path === null ? words.noFile : recovered.file === null ? words.fileGone : words.notSavedYet}</p>
      </div>
      {recovered.file !== null && (
        <button className="button" onClick={() => intents.show({ kind: 'recovery' })}>
          {words.compare}
        </button>
      )}
      <button className="button main" onClick={() => void intents.save()}>
        {words.save}
      </button>
    </div>
  )
}
