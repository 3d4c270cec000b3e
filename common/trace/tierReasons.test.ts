import { expect, it } from 'vitest'
import { reasonInChinese, reasonOf, reasonSentence } from './tierReasons'

it('finds a reason again by the sentence that traces carry, with what it is about', () => {
  expect(reasonOf(reasonSentence('capability'))).toEqual({ reason: 'capability', what: '' })
  const sentence = reasonSentence('unknownLayout', '3.16')
  expect(sentence).toBe('Python 3.16 keeps its GIL in a way that is not known here.')
  expect(reasonOf(sentence)).toEqual({ reason: 'unknownLayout', what: '3.16' })
  expect(reasonOf('Because.')).toBeNull()
})

it('is said in Chinese, and a sentence of a version that is newer than this one stays', () => {
  expect(reasonInChinese(reasonSentence('otherSystem', 'darwin'))).toBe(
    '在 darwin 上还不能从外部观察线程和 GIL。'
  )
  expect(reasonInChinese(reasonSentence('gilUnseen', 'macOS'))).toBe(
    'macOS 既不透露 GIL，通常也不说明线程为何等待。'
  )
  expect(reasonInChinese(reasonSentence('noWatcher', 'OSError: denied'))).toMatch(/：OSError: denied$/)
  expect(reasonInChinese('Because.')).toBe('Because.')
})
