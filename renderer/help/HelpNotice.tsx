/** What happened in a cell, why we think so, and the cell mended in a new one. */
import { useMemo } from 'react'
import type { CellId } from '../../common/brands'
import type { Fix, Help } from '../../common/help/situation'
import { chosenLanguage, useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useApp, useIntents, useOpen, useWorld } from '../state/app'
import { helpIn } from '../state/help'
import type { HelpMatter } from '../state/helpMatter'
import { isActive } from '../state/runs'
import { InCode } from './InCode'

interface HelpNoticeProps {
  readonly cell: CellId
  readonly matter: HelpMatter
}

/** Nothing where no rule has anything to say. */
export function HelpNotice({ cell, matter }: HelpNoticeProps) {
  const { store } = useWorld()
  const off = useApp((state) => state.settings.helpOff)
  const isRunning = useOpen((open) => isActive(open.runs.get(cell)))
  const help = useMemo(() => {
    const { open } = store.getState()
    return open === null ? null : helpIn(open, matter, off)
  }, [store, off, matter])
  return help && <Notice {...{ cell, help, isRunning }} />
}

interface NoticeProps {
  readonly cell: CellId
  readonly help: Help
  readonly isRunning: boolean
}

function Notice({ cell, help, isRunning }: NoticeProps) {
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
