/** One line of a menu: pressing it closes the menu first. */
import './menu.css'

interface MenuItemProps {
  readonly name: string
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly onClick: () => unknown
}

export function MenuItem({ name, keys, isDisabled = false, onClick }: MenuItemProps) {
  return (
    <button
      type="button"
      className="menu-item"
      disabled={isDisabled}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        onClick()
      }}
    >
      <span>{name}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </button>
  )
}
