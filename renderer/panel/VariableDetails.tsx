/** More about one variable: what `?` says of it. */
import { useEffect, useState } from 'react'
import type { Variable } from '../../common/protocol'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useIntents } from '../state/app'

export interface VariableDetailsProps {
  readonly variable: Variable
  readonly onClose: () => void
}

export function VariableDetails({ variable, onClose }: VariableDetailsProps) {
  const words = useText().panel.variables
  const intents = useIntents()
  const { name, value } = variable
  const [about, setAbout] = useState<string | null>(null)

  useEffect(() => {
    let isWanted = true
    void intents.inspectVariable(name).then((text) => {
      if (isWanted) setAbout(text)
    })
    return () => {
      isWanted = false
    }
  }, [intents, variable, name])

  return (
    <section className="variable-details" aria-label={words.details(name)}>
      <header>
        <h3>{name}</h3>
        <IconButton icon="close" name={words.closeDetails} onClick={onClose} />
      </header>
      <pre className="code-text">{about ?? value}</pre>
    </section>
  )
}
