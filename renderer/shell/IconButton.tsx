/** A button that shows an icon and, to whoever points at it or hears it, its name and keys. */
import type { MouseEvent } from 'react'
import { Icon, type IconName } from './icons'

export interface IconButtonProps {
  readonly icon: IconName
  /** Its accessible name, shown as a hint. */
  readonly name: string
  /** Keys that do the same, for the hint. */
  readonly keys?: string
  /** Shows the name beside the icon. */
  readonly isWide?: boolean
  readonly isDisabled?: boolean
  /** For buttons that switch something on and off. */
  readonly isPressed?: boolean
  readonly className?: string
  /** False: not with the Tab key, because the row that it stands in does not have the keyboard. */
  readonly isReachable?: boolean
  readonly onClick: () => unknown
}

export function IconButton(props: IconButtonProps) {
  const { icon, name, keys, isWide = false, isDisabled = false, isPressed, className = '', onClick } = props
  const { isReachable = true } = props
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={name}
      aria-pressed={isPressed}
      title={keys === undefined ? name : `${name} (${keys})`}
      disabled={isDisabled}
      tabIndex={isReachable ? undefined : -1}
      onMouseDown={keepFocus}
      onClick={onClick}
    >
      <Icon name={icon} />
      {isWide && <span>{name}</span>}
    </button>
  )
}

/** Clicking a tool must not take the cursor out of the cell it acts on. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
