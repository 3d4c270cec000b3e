/** The program waits for a line: asked where its output is, and answered there. */
import { useEffect, useRef } from 'react'
import { useText } from '../i18n/text'
import { stayInCell } from '../notebook/stayInCell'
import type { InputRequest } from '../state/outputs'

export interface InputFormProps {
  readonly input: InputRequest
  /** `null` is the end of input (Ctrl-D). */
  readonly answerInput: (request: number, value: string | null) => void
}

export function InputForm({ input, answerInput }: InputFormProps) {
  const text = useText().outputs
  const field = useRef<HTMLInputElement>(null)
  const { request, prompt, password } = input

  // The question came from the cell the user just ran; whoever is typing somewhere else is not interrupted.
  useEffect(() => {
    const { activeElement } = document
    const isTyping = activeElement?.closest('input, textarea, [contenteditable="true"]') ?? null
    if (isTyping === null || isTyping.closest('[data-running]') !== null) field.current?.focus()
  }, [request])

  /** The form goes. */
  function answer(value: string | null): void {
    stayInCell(field.current)
    answerInput(request, value)
  }

  return (
    <form
      className="input-form"
      onSubmit={(event) => {
        event.preventDefault()
        answer(field.current?.value ?? '')
      }}
    >
      <label className="input-prompt">
        {prompt}
        <span className="unseen">{password ? text.passwordLabel : text.inputLabel}</span>
      </label>
      <input
        ref={field}
        type={password ? 'password' : 'text'}
        aria-label={`${prompt} ${password ? text.passwordLabel : text.inputLabel}`}
        title={text.inputHint}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={(event) => {
          // The notebook's own keys (Shift+Enter, Escape …) mean nothing while a line is typed.
          event.stopPropagation()
          if (event.key.toLowerCase() === 'd' && event.ctrlKey && event.currentTarget.value === '') {
            event.preventDefault()
            answer(null)
          }
        }}
      />
      <button type="submit">{text.send}</button>
    </form>
  )
}
