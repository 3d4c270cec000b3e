/** The whole window: the welcome page, or the notebook with its tools; problems and questions in front. */
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { ConsolePanel } from './ConsolePanel'
import { chinese, chosenLanguage, text, TextContext } from '../i18n/text'
import { useLate } from '../late/late'
import { lateView } from '../late/LateView'
import { browsePanel, dialogs, sidePanel, teachTimeline } from '../late/parts'
import { OutputActionsContext, type OutputActions } from '../outputs/actions'
import { useApp, useWorld } from '../state/app'
import { isUnsaved } from '../state/open'
import { listenToFileDrops } from './fileDrops'
import { FindBar } from './FindBar'
import { KeptViews, KeptViewsContext } from '../notebook/keptViews'
import { NotebookView } from '../notebook/NotebookView'
import '../panel/panel.css'
import '../browse/browse.css'
import '../panel/alive.css'
import '../panel/problems.css'
import '../panel/variables.css'
import { useOnePanel } from '../panel/useOnePanel'
import { listenToWindowKeys } from './windowKeys'
import { TeachBar } from '../teach/TeachBar'
import '../print/print.css'
import '../teach/teach.css'
import { TabStrip } from '../tabs/TabStrip'
import { Notices } from './Notices'
import { Toolbar } from './Toolbar'
import { useTheme } from './theme'
import { Welcome } from './Welcome'
import './shell.css'
import './buttons.css'
import './toolbar.css'
import './kernelButton.css'
import './popups.css'
import './notices.css'
import './modal.css'
import './console.css'
import './welcome.css'

const BrowsePanel = lateView(browsePanel)
const Dialogs = lateView(dialogs)
const SidePanel = lateView(sidePanel)
const TeachTimeline = lateView(teachTimeline)

export function App() {
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const notebook = useApp((state) => state.open?.id ?? null)
  const name = useApp((state) => state.open?.name ?? null)
  const unsaved = useApp((state) => state.open !== null && isUnsaved(state.open))
  const isPanelOpen = useApp((state) => state.settings.panelOpen)
  const isBrowserOpen = useApp((state) => state.settings.browserOpen)
  const isPrinting = useApp((state) => state.isPrinting)
  const hasDialog = useApp((state) => state.dialog !== null)
  const isTeaching = useApp((state) => state.teaching !== null)
  useLate(chinese, language === 'zh')
  const words = text(language)
  const { store, intents, host } = useWorld()
  const tabs = useApp(useShallow((state) => state.tabs))
  const [views] = useState(() => new KeptViews())
  const actions = useMemo<OutputActions>(
    () => ({
      onGoToLine: intents.goToLine,
      onLink: (url) => void intents.openLink(url),
      onNotebook: (named) => void intents.openBeside(named),
      onCopy: (copied) => void intents.copyText(copied),
      onCopyPicture: (x, y) => void intents.copyPicture(x, y),
      onSave: (saved) => void intents.saveOutput(saved),
      onAnchor: intents.goToAnchor,
      readPicture: intents.readPicture
    }),
    [intents]
  )

  const theme = useTheme()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-teaching', isTeaching)
  }, [isTeaching])

  useEffect(() => {
    // Tells the browser which shapes Chinese characters take, besides what screen readers speak.
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = name === null ? words.app.name : words.title.windowTitle(name, unsaved)
  }, [language, words, name, unsaved])

  useOnePanel()
  useEffect(() => listenToWindowKeys(document, store, intents), [store, intents])
  useEffect(() => listenToFileDrops(document, host, intents), [host, intents])
  useEffect(() => views.keepOnly(tabs), [views, tabs])

  return (
    <TextContext value={words}>
      <OutputActionsContext value={actions}>
        <div className="app">
          {tabs.length > 0 && !isTeaching && <TabStrip />}
          {notebook === null || name === null ? (
            <Welcome />
          ) : (
            <div className="tab-panel" role="tabpanel" aria-label={name}>
              {isTeaching ? <TeachBar /> : <Toolbar />}
              <FindBar />
              <div className={isTeaching ? 'work is-taught' : 'work'}>
                {isBrowserOpen && !isTeaching && <BrowsePanel key={`browser of ${notebook}`} />}
                <KeptViewsContext value={views}>
                  <NotebookView key={`${notebook} ${isTeaching}`} />
                </KeptViewsContext>
                {isPanelOpen && !isTeaching && <SidePanel key={`panel of ${notebook}`} />}
                {isTeaching && <TeachTimeline />}
              </div>
            </div>
          )}
          {tabs.map((id) => (
            <ConsolePanel key={id} notebook={id} isInFront={id === notebook && !isTeaching} />
          ))}
        </div>
        {isPrinting && (
          <div className="printing" role="status">
            {words.browse.printing}
          </div>
        )}
        <Notices />
        {hasDialog && <Dialogs />}
      </OutputActionsContext>
    </TextContext>
  )
}
