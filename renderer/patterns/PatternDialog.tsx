/** The pages of the patterns, one at a time, beside a list of them all. */
import { useEffect, useRef } from 'react'
import type { CellId } from '../../common/brands'
import type { Pattern } from '../../common/trace/verdict/facts'
import { useText } from '../i18n/text'
import { MarkdownView } from '../markdown/MarkdownView'
import { Modal } from '../shell/Modal'
import { useApp, useIntents } from '../state/app'
import { cellOf, PAGES, PATTERNS } from './pages'
import { PatternPicture } from './PatternPicture'
import './patterns.css'

export interface PatternDialogProps {
  readonly pattern: Pattern
  /** Its cell is inserted below this one; `null`: below the selected one. */
  readonly cell: CellId | null
}

export function PatternDialog({ pattern, cell }: PatternDialogProps) {
  const { patterns, dialogs } = useText()
  const intents = useIntents()
  const canInsert = useApp((state) => state.open !== null)
  const page = useRef<HTMLElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  const text = patterns.pages[pattern]
  const source = cellOf(pattern, text)

  // The list is where the arrow keys and the reader are; each page begins at its top.
  useEffect(() => {
    page.current?.scrollTo(0, 0)
    current.current?.focus()
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [pattern])

  return (
    <Modal title={patterns.title} className="patterns">
      <nav className="pattern-list" aria-label={patterns.title}>
        {PATTERNS.map((each) => (
          <button
            key={each}
            type="button"
            ref={each === pattern ? current : null}
            className="pattern-name"
            aria-current={each === pattern ? 'page' : undefined}
            onClick={() => intents.show({ kind: 'pattern', pattern: each, cell })}
          >
            {patterns.pages[each].name}
          </button>
        ))}
      </nav>
      <article className="pattern-page" ref={page} tabIndex={0} aria-label={text.name}>
        <h3>{text.name}</h3>
        <PatternPicture pattern={pattern} />
        <section>
          <h4>{patterns.looks}</h4>
          <MarkdownView source={text.looks} />
        </section>
        <section>
          <h4>{patterns.why}</h4>
          <MarkdownView source={text.why} />
        </section>
        <section>
          <h4>{patterns.tries}</h4>
          <MarkdownView source={text.tries.map((each) => `- ${each}`).join('\n')} />
        </section>
        <section>
          <h4>{patterns.cell}</h4>
          <MarkdownView source={`\`\`\`python\n${source}\n\`\`\``} />
        </section>
        <p className="pattern-sources">
          {patterns.sources}: {PAGES[pattern].sources.join('; ')}
        </p>
      </article>
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show(null)}>
          {dialogs.close}
        </button>
        {canInsert && (
          <button
            className="button main"
            onClick={() => {
              intents.show(null)
              intents.insertCode(source, cell)
            }}
          >
            {patterns.insert}
          </button>
        )}
      </div>
    </Modal>
  )
}
