/** All outputs of one cell, each by its key: new ones are added, what stays the same is not drawn again. */
import './outputs.css'
import './authors.css'
import { memo, useMemo, useState } from 'react'
import { useText } from '../i18n/text'
import { isEmpty, isOmitting, type Outputs } from '../state/outputs'
import { AuthorFilter } from './AuthorFilter'
import { type Block, blocksOf } from './blocks'
import { DataOutput } from './DataOutput'
import { ErrorOutput } from './ErrorOutput'
import { InputForm } from './InputForm'
import { LineCounts } from './LineCounts'
import { OutputBoundary } from './OutputBoundary'
import { type AuthorView, isShared } from './stretches'
import { TextBlock } from './TextBlock'
import { type Whole, WholeOutputRow } from './WholeOutputRow'

export interface OutputsViewProps {
  readonly outputs: Outputs
  /** The file with all that was printed; `null` where there is nothing to say of one. */
  readonly whole: Whole | null
  /** The cell runs: its text follows the end as it grows. */
  readonly running: boolean
  /** The user answered `input()`; `null` is the end of input (Ctrl-D). */
  readonly answerInput: (request: number, value: string | null) => void
}

/** Needs an `OutputActionsContext` around it to be interactive. */
export const OutputsView = memo(function OutputsView({
  outputs,
  whole,
  running,
  answerInput
}: OutputsViewProps) {
  const words = useText()
  const { authors } = outputs
  const [counts] = useState(() => new LineCounts())
  // A choice is for the outputs that it was made in: another run begins with all lines.
  const beginning = outputs.head.items[0]?.key
  const [chosen, setChosen] = useState<{ only: number; beginning: number | undefined } | null>(null)
  const only = chosen !== null && chosen.beginning === beginning ? chosen.only : null
  const view = useMemo<AuthorView>(() => ({ authors, only, words: words.authors }), [authors, only, words])
  if (isEmpty(outputs)) return null
  return (
    <div className="outputs">
      {isShared(authors) && (
        <AuthorFilter
          {...{ authors, counts, only }}
          onChoose={(author) => setChosen(author === null ? null : { only: author, beginning })}
        />
      )}
      {blocksOf(outputs).map((block) => (
        <OutputBoundary key={block.key} of={block} message={words.outputs.drawerFailed}>
          <BlockView {...{ block, running, view, counts }} />
        </OutputBoundary>
      ))}
      {whole !== null && isOmitting(outputs) && <WholeOutputRow whole={whole} />}
      {outputs.inputs.map((input) => (
        <InputForm key={`input ${input.request}`} input={input} answerInput={answerInput} />
      ))}
    </div>
  )
})

interface BlockViewProps {
  readonly block: Block
  readonly running: boolean
  readonly view: AuthorView
  readonly counts: LineCounts
}

function BlockView({ block, running, view, counts }: BlockViewProps) {
  const text = useText().outputs
  switch (block.kind) {
    case 'text':
      return <TextBlock items={block.items} gap={block.gap} {...{ running, view, counts }} />
    case 'data':
      return <DataOutput output={block.output} />
    case 'error':
      return <ErrorOutput output={block.output} />
    case 'unknown':
      return <div className="output-note">{text.noText(String(block.output.json['output_type']))}</div>
    case 'gap':
      return (
        <div className="output-note">{text.omitted(block.omitted.characters, block.omitted.outputs)}</div>
      )
  }
}
