import { describe, expect, it } from 'vitest'
import { lineDiff, nearChanges, type DiffLine } from './lineDiff'

const SIGNS = { same: ' ', removed: '-', added: '+' }
const drawn = (lines: readonly (DiffLine | null)[]): string =>
  lines.map((line) => (line === null ? '…' : `${SIGNS[line.kind]}${line.text}`)).join('|')

describe('what differs between two texts', () => {
  it('is said line by line', () => {
    expect(drawn(lineDiff('a\nb\nc', 'a\nx\nc\nd'))).toBe(' a|-b|+x| c|+d')
    expect(drawn(lineDiff('a', 'a'))).toBe(' a')
  })

  it('is shown with a few lines around it', () => {
    const lines = lineDiff('1\n2\n3\n4\n5\n6\n7\n8', '1\n2\n3\n4\n5\n6\n7\nx')
    expect(drawn(nearChanges(lines))).toBe('…| 6| 7|-8|+x')
  })
})
