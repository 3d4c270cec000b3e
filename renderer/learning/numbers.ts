/** Numbers as a learner writes them. Pure. */
import type { Figure } from '../../common/teaching/prediction'

/** Shares are written in percent. */
export function isShare(figure: Figure): boolean {
  return figure === 'gilHeld' || figure === 'gilWaited'
}

/** The number that was written, with a comma or a full-width point too, and with the unit behind it if one likes. */
export function numberIn(text: string, figure: Figure): number | null {
  const [, whole = ''] = /^\s*(\d*[.,。]?\d*)\s*[^\d.,。]*$/.exec(text.normalize('NFKC')) ?? []
  const value = /\d/.test(whole) ? Number(whole.replace(/[,。]/, '.')) : NaN
  if (!Number.isFinite(value) || (isShare(figure) && value > 100)) return null
  return isShare(figure) ? value / 100 : value
}

export function writtenAs(figure: Figure, value: number): string {
  return String(Number((isShare(figure) ? value * 100 : value).toFixed(4)))
}
