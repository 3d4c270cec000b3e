/** All outputs of one cell, each by its key: new ones are added, what stays the same is not drawn again. */
import './outputs.css'
import { memo } from 'react'
import { useText } from '../i18n/text'
import { isEmpty, isOmitting, type Outputs } from '../state/outputs'
import { type Block, blocksOf } from './blocks'
import { DataOutput } from './DataOutput'
import { ErrorOutput } from './ErrorOutput'
import { InputForm } from './InputForm'
import { OutputBoundary } from './OutputBoundary'
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
  const text = useText().outputs
  if (isEmpty(outputs)) return null
  return (
    <div className="outputs">
      {blocksOf(outputs).map((block) => (
        <OutputBoundary key={block.key} of={block} message={text.drawerFailed}>
          <BlockView block={block} running={running} />
        </OutputBoundary>
      ))}
      {whole !== null && isOmitting(outputs) && <WholeOutputRow whole={whole} />}
      {outputs.inputs.map((input) => (
        <InputForm key={`input ${input.request}`} input={input} answerInput={answerInput} />
      ))}
    </div>
  )
})

function BlockView({ block, running }: { readonly block: Block; readonly running: boolean }) {
  const text = useText().outputs
  switch (block.kind) {
    case 'text':
      return <TextBlock items={block.items} gap={block.gap} running={running} />
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
