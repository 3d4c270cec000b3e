/** Below a cell that failed, hangs or shows a classic fault: what happened, why we think so, and the cell mended in a new one. */
import './help.css'
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { CellId } from '../../common/brands'
import type { Fix, Help } from '../../common/help/situation'
import { chosenLanguage, useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useApp, useIntents, useOpen, useWorld } from '../state/app'
import { helpIn, helpMatter } from '../state/help'
import { isActive } from '../state/runs'
import { InCode } from './InCode'

export function CellHelp({ cell }: { readonly cell: CellId }) {
  const help = useHelp(cell)
  const isRunning = useOpen((open) => isActive(open.runs.get(cell)))
  return help && <HelpNotice {...{ cell, help, isRunning }} />
}

function useHelp(cell: CellId): Help | null {
  const { store } = useWorld()
  const off = useApp((state) => state.settings.helpOff)
  const matter = useOpen(useShallow((open) => helpMatter(open, cell)))
  return useMemo(() => {
    const { open } = store.getState()
    return open === null || matter === null ? null : helpIn(open, matter, off)
  }, [store, off, matter])
}

interface HelpNoticeProps {
  readonly cell: CellId
  readonly help: Help
  readonly isRunning: boolean
}

function HelpNotice({ cell, help, isRunning }: HelpNoticeProps) {
  const words = useText().help
  const intents = useIntents()
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const { rule, says, why, fixes } = help
  return (
    <div className="banner cell-help" role="status">
      <Icon name="help" />
      <div className="banner-words">
        <strong>
          <InCode text={says[language]} />
        </strong>
        {fixes.length === 1 && (
          <p>
            <InCode text={words.fix(fixes[0]?.does[language] ?? '')} />
          </p>
        )}
        <details>
          <summary>{words.why}</summary>
          <ul>
            {why.map((each, at) => (
              <li key={at}>
                <InCode text={each[language]} />
              </li>
            ))}
          </ul>
        </details>
        <div className="cell-help-actions">
          {fixes.map((fix: Fix, at) => (
            <button
              key={fix.code}
              className={`button${at === 0 ? ' main' : ''}`}
              onClick={() => void intents.mend(cell, fix.code)}
            >
              {isRunning ? words.stopAndMend : words.mend}
              {fixes.length > 1 && (
                <>
                  {words.between}
                  <InCode text={fix.does[language]} />
                </>
              )}
            </button>
          ))}
          {fixes.length === 0 && isRunning && (
            <button className="button" onClick={() => void intents.interrupt()}>
              {words.stop}
            </button>
          )}
          <button className="cell-help-off" onClick={() => void intents.setHelp(rule, false)}>
            {words.notAgain}
          </button>
        </div>
      </div>
    </div>
  )
}
