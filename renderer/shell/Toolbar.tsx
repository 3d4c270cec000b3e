/** Above the notebook: what can be done with it, what to know before saving it, and its kernel. */
import type { CellType } from '../../common/notebook'
import { useText } from '../i18n/text'
import { useApp, useIntents, useOpen } from '../state/app'
import { isActive } from '../state/runs'
import { QueueMenu } from '../running/QueueMenu'
import { RunMenu } from '../running/RunMenu'
import { IconButton } from './IconButton'
import { KernelMenu } from './KernelMenu'
import { SettingsMenu } from './SettingsMenu'

const TYPES: readonly CellType[] = ['code', 'markdown', 'raw']

export function Toolbar() {
  const { toolbar: words, browse } = useText()
  const intents = useIntents()
  const isMac = useApp((state) => state.hello.platform === 'darwin')
  const isConsoleOpen = useApp((state) => state.settings.terminalOpen)
  const isBrowserOpen = useApp((state) => state.settings.browserOpen)
  const isPanelOpen = useApp((state) => state.settings.panelOpen)
  const isRunning = useOpen((open) => [...open.runs.values()].some(isActive) || open.kernel.status === 'busy')
  const hasKernel = useOpen((open) => open.kernel.status !== 'none')
  const mod = isMac ? '⌘' : 'Ctrl+'
  return (
    <header className="toolbar" role="toolbar" aria-label={words.label}>
      <IconButton
        {...{ icon: 'browser', name: browse.label, keys: `${mod}Shift+B`, isPressed: isBrowserOpen }}
        onClick={() => intents.changeSettings({ browserOpen: !isBrowserOpen })}
      />
      <IconButton icon="save" name={words.save} keys={`${mod}S`} onClick={intents.save} />
      <div className="tools">
        <IconButton icon="add" name={words.add} keys="B" onClick={() => intents.insertBeside(1)} />
        <TypeChoice />
        <span className="gap" />
        <IconButton icon="run" name={words.run} keys="Shift+Enter" onClick={intents.runAndSelectNext} />
        <IconButton icon="runAll" name={words.runAll} isWide onClick={intents.runAll} />
        <RunMenu />
        <IconButton
          {...{ icon: 'interrupt', name: words.interrupt, keys: 'I I', isDisabled: !isRunning }}
          onClick={intents.interrupt}
        />
        <IconButton
          {...{ icon: 'restart', name: words.restart, keys: '0 0', isDisabled: !hasKernel }}
          onClick={() => intents.askToRestart(false)}
        />
        <IconButton
          {...{ icon: 'restartAndRunAll', name: words.restartAndRunAll, isDisabled: !hasKernel }}
          onClick={() => intents.askToRestart(true)}
        />
        <QueueMenu />
      </div>
      <Title />
      <span className="spring" />
      <KernelMenu />
      <IconButton icon="teach" name={browse.teach.enter} keys="F5" onClick={intents.toggleTeaching} />
      <IconButton
        {...{ icon: 'console', name: words.console, isPressed: isConsoleOpen }}
        onClick={() => intents.changeSettings({ terminalOpen: !isConsoleOpen })}
      />
      <IconButton
        {...{ icon: 'panel', name: words.panel, keys: `${mod}B`, isPressed: isPanelOpen }}
        onClick={() => intents.showPanel(!isPanelOpen)}
      />
      <SettingsMenu />
    </header>
  )
}

/** The tab shows the name; here stands what is particular about the file. */
function Title() {
  const words = useText().title
  const name = useOpen((open) => open.name)
  const from = useOpen((open) => open.from)
  const isReadOnly = useOpen((open) => !open.writable && (open.from === 'notebook' || open.from === 'text'))
  const hint = isReadOnly ? words.readOnly : from === 'notebook' || from === 'new' ? null : words[from]
  return (
    <>
      <h1 className="unseen">{name}</h1>
      {hint !== null && (
        <span className="title-hint" title={hint}>
          {hint}
        </span>
      )}
    </>
  )
}

function TypeChoice() {
  const words = useText()
  const intents = useIntents()
  const type = useOpen(({ notebook }) =>
    notebook.selected === null ? null : (notebook.cells.get(notebook.selected)?.cell_type ?? null)
  )
  return (
    <select
      className="select"
      aria-label={words.toolbar.cellType}
      title={words.toolbar.cellType}
      value={type ?? 'code'}
      disabled={type === null}
      onChange={(event) => {
        intents.setSelectedType(event.target.value as CellType)
        // The keys belong to the notebook again.
        event.target.blur()
      }}
    >
      {TYPES.map((each) => (
        <option key={each} value={each}>
          {words.cell.types[each]}
        </option>
      ))}
    </select>
  )
}
