/** A button with a panel below it. The browser itself closes it on Escape and on a click elsewhere. */
import { useId, type ReactNode } from 'react'

interface PopupProps {
  /** The accessible name of button and panel. */
  readonly name: string
  /** What the button shows is its name. */
  readonly isNamedByFace?: boolean
  readonly className?: string
  readonly panelClassName?: string
  /** What the button shows. */
  readonly face: ReactNode
  readonly children: ReactNode
  readonly onOpen?: () => void
  readonly onClose?: () => void
}

export function Popup({
  name,
  isNamedByFace = false,
  className = '',
  panelClassName = '',
  face,
  children,
  onOpen,
  onClose
}: PopupProps) {
  // Anchors are named by CSS, which knows no colons.
  const id = `popup-${useId().replace(/[^\w-]/g, '')}`
  return (
    <>
      <button
        type="button"
        className={`popup-button ${className}`}
        aria-label={isNamedByFace ? undefined : name}
        title={name}
        popoverTarget={id}
        style={{ anchorName: `--${id}` }}
      >
        {face}
      </button>
      <div
        id={id}
        popover="auto"
        className={`popup ${panelClassName}`}
        role="dialog"
        aria-label={name}
        style={{ positionAnchor: `--${id}` }}
        onToggle={(event) => {
          if (event.newState === 'open') onOpen?.()
          else onClose?.()
        }}
      >
        {children}
      </div>
    </>
  )
}
