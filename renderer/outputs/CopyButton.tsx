/** Copies a text and says so until the pointer or the focus leaves. */
import { useState } from 'react'
import { useText } from '../i18n/text'
import { useOutputActions } from './actions'

export function CopyButton({ text }: { readonly text: () => string }) {
  const words = useText().outputs
  const { onCopy } = useOutputActions()
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      onClick={() => {
        onCopy(text())
        setCopied(true)
      }}
      onPointerLeave={() => setCopied(false)}
      onBlur={() => setCopied(false)}
    >
      {copied ? words.copied : words.copy}
    </button>
  )
}
