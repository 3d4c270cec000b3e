/** Beside a section that is taught: what the threads of its last run did. */
import { useId, useMemo } from 'react'
import { stripFigures } from '../../common/trace/verdict/stripFigures'
import { chosenLanguage, useText } from '../i18n/text'
import { TimelinePanel } from '../scope/TimelinePanel'
import { useApp, useOpen } from '../state/app'
import { sectionWith, teachSections } from '../state/teach'
import type { RunTrace } from '../state/traces'

export function TeachTimeline() {
  const words = useText().browse.teach
  const teaching = useApp((state) => state.teaching)
  // The newest run of the section: runs are kept in the order in which they began.
  const shown = useOpen((open) => {
    const sections = teachSections(open.notebook)
    const section = sections[sectionWith(sections, teaching)] ?? []
    return [...open.traces.runs.values()].findLast(({ cell }) => section.includes(cell))
  })
  return (
    <aside className="teach-beside" aria-label={words.timeline}>
      {shown === undefined ? <p className="quiet">{words.nothing}</p> : <Shown shown={shown} />}
    </aside>
  )
}

function Shown({ shown: { cell, trace } }: { readonly shown: RunTrace }) {
  const id = useId()
  const number = useOpen((open) => open.notebook.order.indexOf(cell) + 1)
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const { verdict } = useMemo(() => stripFigures(trace), [trace])
  return (
    <>
      <p className="teach-sentence">{verdict.sentence[language]}</p>
      <TimelinePanel key={trace.run} {...{ id, cell, number, trace }} isTaught />
    </>
  )
}
