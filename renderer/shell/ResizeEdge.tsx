/** The edge of something that the user may make larger: dragged, or moved with the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

export interface ResizeEdgeProps {
  readonly name: string
  readonly className: string
  /** Which edge it is: dragging it away from what it belongs to makes that larger. */
  readonly side: 'top' | 'bottom' | 'left' | 'right'
  /** CSS px. */
  readonly size: number
  readonly least: number
  readonly most: () => number
  readonly onChange: (size: number) => void
  /** The user let go. */
  readonly onDone?: (size: number) => void
}

/** What one press of an arrow key changes, in CSS px. */
const STEP = 24
/** The keys that make it larger and smaller. */
const KEYS = {
  top: ['ArrowUp', 'ArrowDown'],
  bottom: ['ArrowDown', 'ArrowUp'],
  left: ['ArrowLeft', 'ArrowRight'],
  right: ['ArrowRight', 'ArrowLeft']
} as const

export function ResizeEdge(props: ResizeEdgeProps) {
  const { name, className, side, size, least, most, onChange, onDone } = props
  const from = useRef({ at: 0, size: 0 })
  const within = (wanted: number): number => Math.round(Math.max(Math.min(wanted, most()), least))
  const isUpright = side === 'left' || side === 'right'
  const placeOf = (event: PointerEvent): number => (isUpright ? event.clientX : event.clientY)

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { at: placeOf(event), size }
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const moved = placeOf(event) - from.current.at
    onChange(within(from.current.size + (side === 'bottom' || side === 'right' ? moved : -moved)))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const [larger, smaller] = KEYS[side]
    if (event.key !== larger && event.key !== smaller) return
    event.preventDefault()
    const next = within(size + (event.key === larger ? STEP : -STEP))
    onChange(next)
    onDone?.(next)
  }

  return (
    <div
      className={className}
      role="separator"
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-label={name}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={Math.round(Math.max(most(), least))}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => onDone?.(size)}
      onKeyDown={onKeyDown}
    />
  )
}
