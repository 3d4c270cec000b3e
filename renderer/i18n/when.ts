/** When something happened, as the user's system writes it, in the language that the page speaks. */
import type { Language } from '../../common/ipc'

/** The system's own locale where it has that language (Austrian German dates are no British ones), else a common one. */
export function localeFor(language: Language, system: string): string {
  if (system.toLowerCase().split(/[-_]/)[0] === language) return system
  return language === 'zh' ? 'zh-CN' : 'en-GB'
}

/** In a few characters: the time of day while it is today, else the day. */
export function shortWhenIn(locale: string, at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return at.toLocaleTimeString(locale, { timeStyle: 'short' })
  return at.toLocaleDateString(locale, { day: 'numeric', month: 'short' })
}

/** The time of day to the second; with the date before it when that is not today's. */
export function whenIn(locale: string, at: Date, now: Date): string {
  const time = at.toLocaleTimeString(locale, { timeStyle: 'medium' })
  if (at.toDateString() === now.toDateString()) return time
  const isThisYear = at.getFullYear() === now.getFullYear()
  const date = at.toLocaleDateString(locale, {
    ...{ day: 'numeric', month: 'short' },
    ...(isThisYear ? {} : { year: 'numeric' })
  })
  return `${date}, ${time}`
}
