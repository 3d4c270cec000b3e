/** How one text becomes another, in small steps, so that a cursor in what stays the same stays there. Pure. */
import { diffWordsWithSpace } from 'diff'

export interface TextChange {
  /** In UTF-16 units of the text before. */
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** Words that may differ before the whole text counts as another: an editor must not wait for them. */
const MOST_EDITS = 500

export function changesBetween(before: string, after: string): TextChange[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (parts === undefined) return [{ from: 0, to: before.length, insert: after }]
  const changes: TextChange[] = []
  let at = 0
  for (const { added, removed, value } of parts) {
    const last = changes.at(-1)
    // What is removed and what is added at one place are one change.
    const isSamePlace = last !== undefined && last.to === at
    if (added) {
      if (isSamePlace) changes[changes.length - 1] = { ...last, insert: last.insert + value }
      else changes.push({ from: at, to: at, insert: value })
    } else {
      if (removed && isSamePlace) changes[changes.length - 1] = { ...last, to: at + value.length }
      else if (removed) changes.push({ from: at, to: at + value.length, insert: '' })
      at += value.length
    }
  }
  return changes
}
