/** Copies a text or a picture and says so until the pointer or the focus leaves. */
import { useState } from 'react'
import { useText } from '../i18n/text'
import { useOutputActions } from './actions'

interface CopyButtonProps {
  readonly text: () => string
  /** It is copied as a picture, instead of the text. */
  readonly picture?: (() => Element | null) | undefined
}

export function CopyButton({ text, picture }: CopyButtonProps) {
  const words = useText().outputs
  const { onCopy, onCopyPicture } = useOutputActions()
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      onClick={() => {
        const shown = picture?.() ?? null
        if (shown === null) onCopy(text())
        else onCopyPicture(...middleOf(shown.getBoundingClientRect()))
        setCopied(true)
      }}
      onPointerLeave={() => setCopied(false)}
      onBlur={() => setCopied(false)}
    >
      {copied ? words.copied : words.copy}
    </button>
  )
}

/** The middle of what of a box is inside the window. */
function middleOf({ left, top, right, bottom }: DOMRect): [x: number, y: number] {
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
  return [x, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]
}
