/** Where a note is written or changed: one line, Enter keeps it, Escape gives it up. */
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { useText } from '../i18n/text'

export interface NoteFormProps {
  readonly text?: string
  /** What it is about, in words. */
  readonly label: string
  readonly onKeep: (text: string) => void
  readonly onGiveUp: () => void
}

export function NoteForm({ text: before = '', label, onKeep, onGiveUp }: NoteFormProps) {
  const { notes } = useText().scope
  const [text, setText] = useState(before)

  function keep(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() !== '') onKeep(text.trim())
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onGiveUp()
  }

  return (
    <form className="note-form" onSubmit={keep} onKeyDown={onKeyDown}>
      <input
        aria-label={label}
        placeholder={label}
        value={text}
        // The form opens because somebody wants to write.
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <button className="timeline-tool" disabled={text.trim() === ''}>
        {notes.keep}
      </button>
      <button type="button" className="timeline-tool" onClick={onGiveUp}>
        {notes.giveUp}
      </button>
    </form>
  )
}
