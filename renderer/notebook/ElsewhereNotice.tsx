/** Above the cells: another Gilscope has the same file open. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'

export function ElsewhereNotice() {
  const words = useText().browse.elsewhere
  const intents = useIntents()
  const elsewhere = useOpen((open) => open.elsewhere)
  if (elsewhere !== 'told') return null
  return (
    <div className="banner" role="status">
      <Icon name="warning" />
      <div className="banner-words">
        <strong>{words.title}</strong>
        <p>{words.means}</p>
      </div>
      <button className="button" onClick={() => intents.knowElsewhere()}>
        {words.know}
      </button>
    </div>
  )
}
