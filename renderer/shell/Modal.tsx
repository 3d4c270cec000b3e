/** A box in front of the notebook; Escape closes it, and the focus goes back to where it was. */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useIntents } from '../state/app'

export interface ModalProps {
  readonly title: string
  readonly className?: string
  readonly children: ReactNode
}

export function Modal({ title, className = '', children }: ModalProps) {
  const intents = useIntents()
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const { current } = element
    current?.showModal()
    // Closed, not just taken out of the page: the browser then gives the focus back.
    return () => current?.close()
  }, [])
  return (
    <dialog
      className={`modal ${className}`}
      ref={element}
      aria-labelledby={heading}
      // The event `close` comes a moment after the box has gone: a key that is pressed in between would be lost.
      onCancel={(event) => {
        event.preventDefault()
        event.currentTarget.close()
        intents.show(null)
      }}
      onClose={(event) => {
        // One that has left the page is told so a moment later, when another may be there.
        if (event.currentTarget.isConnected) intents.show(null)
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  )
}
