/** Left of the notebook: its headings, and the folder that it is in. Its width and its tab are settings. */
import { useText } from '../i18n/text'
import { DockedPanel } from '../panel/DockedPanel'
import { useApp, useIntents } from '../state/app'
import { ContentsTab } from './ContentsTab'
import { FilesTab } from './FilesTab'
import './browse.css'

/** CSS px. */
const LEAST = 180

export function BrowsePanel() {
  const words = useText().browse
  const intents = useIntents()
  const chosen = useApp((state) => state.settings.browserTab)
  const width = useApp((state) => state.settings.browserWidth)
  const wantsFocus = useApp((state) => state.browserFocus)
  return (
    <DockedPanel
      {...{ side: 'left', words, chosen, width, wantsFocus }}
      least={LEAST}
      tabs={[
        { tab: 'contents', name: words.tabs.contents, Content: ContentsTab },
        { tab: 'files', name: words.tabs.files, Content: FilesTab }
      ]}
      onTab={(browserTab) => void intents.changeSettings({ browserTab })}
      onWidth={(browserWidth) => intents.changeSettings({ browserWidth })}
      onHide={() => void intents.changeSettings({ browserOpen: false })}
    />
  )
}
