/** What stands beside a timeline that fills the window: the cell's code, and what running it meant. */
import { useMemo } from 'react'
import type { CellId } from '../../common/brands'
import type { Trace } from '../../common/trace/trace'
import { chosenLanguage, useText } from '../i18n/text'
import { highlighted } from '../../common/markdown/highlight'
import { IconButton } from '../shell/IconButton'
import { useApp, useCell } from '../state/app'
import { stripFigures, stripWords } from '../../common/trace/verdict/stripFigures'

export interface LargeHeadProps {
  readonly cell: CellId
  readonly trace: Trace
  readonly onClose: () => void
}

export function LargeHead({ cell, trace, onClose }: LargeHeadProps) {
  const words = useText()
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const { source } = useCell(cell)
  const figures = useMemo(() => stripFigures(trace), [trace])
  const code = useMemo(() => ({ __html: highlighted(source, 'python') }), [source])
  return (
    <>
      <header className="large-head">
        <p className="large-figures">{stripWords(figures, words.scope.strip).join(' · ')}</p>
        <p className="large-sentence">{figures.verdict.sentence[language]}</p>
        <IconButton icon="close" name={words.scope.timeline.closeLarge} onClick={onClose} />
      </header>
      <pre className="large-code markdown" tabIndex={0}>
        <code dangerouslySetInnerHTML={code} />
      </pre>
    </>
  )
}
