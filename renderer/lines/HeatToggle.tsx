/** Shows and hides the heat beside the lines of all cells. */
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'

export function HeatToggle() {
  const { lines } = useText()
  const intents = useIntents()
  const isShown = useOpen((open) => open.isHeatShown)
  return (
    <button
      type="button"
      className="strip-open lines-toggle"
      aria-pressed={isShown}
      title={lines.toggleHint}
      onClick={() => intents.showHeat(!isShown)}
    >
      {lines.toggle}
    </button>
  )
}
