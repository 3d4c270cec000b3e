/** Right of the notebook: what is alive now, the variables, and what is wrong with the code. Its width and its tab are settings. */
import { useText } from '../i18n/text'
import { useApp, useIntents } from '../state/app'
import { DockedPanel } from './DockedPanel'
import { NowTab } from './NowTab'
import { ProblemsTab } from './ProblemsTab'
import { VariablesTab } from './VariablesTab'

/** CSS px. */
const LEAST = 280

export function SidePanel() {
  const words = useText().panel
  const intents = useIntents()
  const chosen = useApp((state) => state.settings.panelTab)
  const width = useApp((state) => state.settings.panelWidth)
  const wantsFocus = useApp((state) => state.panelFocus)
  return (
    <DockedPanel
      {...{ side: 'right', words, chosen, width, wantsFocus }}
      least={LEAST}
      tabs={[
        { tab: 'now', name: words.tabs.now, Content: NowTab },
        { tab: 'variables', name: words.tabs.variables, Content: VariablesTab },
        { tab: 'problems', name: words.tabs.problems, Content: ProblemsTab }
      ]}
      onTab={(panelTab) => void intents.changeSettings({ panelTab })}
      onWidth={(panelWidth) => intents.changeSettings({ panelWidth })}
      onHide={() => void intents.showPanel(false)}
    />
  )
}
