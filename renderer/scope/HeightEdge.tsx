/** A timeline's lower edge: dragged, or moved with the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '../i18n/text'

/** CSS px. */
const LEAST = 110
const STEP = 24

export interface HeightEdgeProps {
  readonly height: number
  /** All there is to see. */
  readonly most: number
  readonly onChange: (height: number) => void
}

export function HeightEdge({ height, most, onChange }: HeightEdgeProps) {
  const words = useText()
  const from = useRef({ y: 0, height: 0 })
  const resize = (wanted: number): void =>
    onChange(Math.round(Math.min(Math.max(wanted, LEAST), Math.max(most, LEAST))))

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { y: event.clientY, height }
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      resize(from.current.height + event.clientY - from.current.y)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    resize(height + (event.key === 'ArrowDown' ? STEP : -STEP))
  }

  return (
    <div
      className="timeline-edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label={words.scope.timeline.resize}
      aria-valuenow={height}
      aria-valuemin={LEAST}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
