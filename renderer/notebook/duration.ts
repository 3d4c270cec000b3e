/** Times for people. */
import type { Ms } from '../../common/brands'

/** `3.1 ms`, `42 ms`, `0.42 s`, `12.3 s`, `2:05 min`, `1:02:05 h`; with `digits` after the point, while seconds are few; with fewer than two no milliseconds either. */
export function duration(took: Ms, digits = 2): string {
  if (took < 99.5 && digits > 1) return `${took.toFixed(took < 9.95 ? 1 : 0)} ms`
  const seconds = took / 1_000
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 10 ? digits : 1)} s`
  const whole = Math.round(seconds)
  const two = (part: number): string => String(part).padStart(2, '0')
  const hours = Math.floor(whole / 3_600)
  const minutes = Math.floor(whole / 60) % 60
  return hours === 0 ? `${minutes}:${two(whole % 60)} min` : `${hours}:${two(minutes)}:${two(whole % 60)} h`
}
