/** What differs between the code of two runs; nothing where it is the same. */
import { TextDiff } from '../diff/TextDiff'
import { useText } from '../i18n/text'

export interface CodeDiffProps {
  readonly before: string
  readonly after: string
  /** The later run. */
  readonly name: string
}

export function CodeDiff({ before, after, name }: CodeDiffProps) {
  const { compare } = useText()
  if (before === after) return null
  return (
    <details className="code-diff">
      <summary>{compare.diff(name)}</summary>
      <TextDiff {...{ before, after }} />
    </details>
  )
}
