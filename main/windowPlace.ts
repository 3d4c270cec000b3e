/** Where the window was, and where it may be now: screens come and go. All in the system's points. */
import type { WindowPlace } from '../common/ipc'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const LEAST_SIZE = { width: 560, height: 400 }
export const USUAL_SIZE = { width: 1180, height: 820 }

/** So much of the window's top edge must be on a screen for anybody to get hold of it. */
const HOLD = { width: 120, height: 40 }

/**
 * The place for a window that was at `kept`: there, as far as a screen shows it; without a place of its own, which means the
 * middle, when none does. It is never larger than the screen.
 * @param screens the parts of them that windows may use, the first one first
 */
export function placeOn(
  kept: WindowPlace | null,
  screens: readonly Rectangle[]
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  const screen = kept === null ? undefined : screens.find((area) => canBeHeld(kept, area))
  const within = screen ?? screens[0]
  const { width, height } = kept ?? USUAL_SIZE
  const size = {
    width: Math.max(LEAST_SIZE.width, Math.min(width, within?.width ?? width)),
    height: Math.max(LEAST_SIZE.height, Math.min(height, within?.height ?? height))
  }
  return kept === null || screen === undefined ? size : { x: kept.x, y: kept.y, ...size }
}

function canBeHeld({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return across >= HOLD.width && y >= area.y && y + HOLD.height <= area.y + area.height
}

/** A place out of whatever the settings' file held. */
export function validPlace(raw: unknown): WindowPlace | null {
  const from = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const { x, y, width, height, isMaximised } = from
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return null
  const round = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
  return { ...round, isMaximised: isMaximised === true }
}
