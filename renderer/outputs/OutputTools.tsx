/** What can be done with one output, at its upper right while it is pointed at or has the focus: copy, save as a file. */
import type { ReactNode } from 'react'
import { useText } from '../i18n/text'
import { useOutputActions } from './actions'
import { CopyButton } from './CopyButton'
import type { Saved } from './saving'

interface OutputToolsProps {
  readonly copied: () => string
  readonly saved: () => Saved
  /** It is copied as a picture. */
  readonly picture?: (() => Element | null) | undefined
  /** What else there is, before these. */
  readonly children?: ReactNode
}

export function OutputTools({ copied, saved, picture, children }: OutputToolsProps) {
  const text = useText().outputs
  const { onSave } = useOutputActions()
  return (
    <div className="output-tools">
      {children}
      <CopyButton text={copied} picture={picture} />
      <button type="button" onClick={() => onSave(saved())}>
        {text.saveThis}
      </button>
    </div>
  )
}
