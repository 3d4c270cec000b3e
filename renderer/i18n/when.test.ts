import { describe, expect, it } from 'vitest'
import { localeFor, shortWhenIn, whenIn } from './when'

const at = new Date(2026, 2, 5, 14, 3, 7)
/** Newer ICU data has narrow spaces where older has plain ones. */
const said = (locale: string, now: Date): string => whenIn(locale, at, now).replaceAll('\u202f', ' ')

describe('when a cell finished', () => {
  it('is the time of day as the system writes it, while it is today', () => {
    const later = new Date(2026, 2, 5, 23, 59)
    expect(said('en-US', later)).toBe('2:03:07 PM')
    expect(said('en-GB', later)).toBe('14:03:07')
    expect(said('zh-CN', later)).toBe('14:03:07')
  })

  it('has the day with it afterwards, and the year when that is another', () => {
    expect(said('en-US', new Date(2026, 2, 6))).toBe('Mar 5, 2:03:07 PM')
    expect(said('zh-CN', new Date(2026, 2, 6))).toContain('3月5日')
    expect(said('en-GB', new Date(2027, 0, 1))).toBe('5 Mar 2026, 14:03:07')
  })

  it('is short where there is little room', () => {
    expect(shortWhenIn('en-GB', at, at)).toBe('14:03')
    expect(shortWhenIn('en-US', at, new Date(2026, 2, 6))).toBe('Mar 5')
  })

  it('is in the language of the page, and in the system’s manner where it has that language', () => {
    expect(localeFor('en', 'en-AU')).toBe('en-AU')
    expect(localeFor('en', 'zh-CN')).toBe('en-GB')
    expect(localeFor('zh', 'zh-TW')).toBe('zh-TW')
    expect(localeFor('zh', 'de-AT')).toBe('zh-CN')
  })
})
