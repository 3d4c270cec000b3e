/** Above the cells: another program has changed the file, and what to do about it. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'
import { isUnsaved } from '../state/open'

export function OutsideNotice() {
  const words = useText().editing.outside
  const intents = useIntents()
  const outside = useOpen((open) => open.outside)
  const hasMine = useOpen(isUnsaved)
  if (outside === null || outside.isKnown) return null
  return (
    <div className="banner" role="status">
      <Icon name="warning" />
      <div className="banner-words">
        <strong>{outside.isGone ? words.gone : words.changed}</strong>
        <p>{outside.isGone ? words.goneMeans : hasMine ? words.merges : words.reloads}</p>
      </div>
      <button className="button" onClick={() => intents.keepMine()}>
        {words.keepMine}
      </button>
      {outside.isGone ? (
        <button className="button main" onClick={() => void intents.save()}>
          {words.saveAgain}
        </button>
      ) : (
        <button className="button main" onClick={() => void intents.takeOutside()}>
          {words.take}
        </button>
      )}
    </div>
  )
}
