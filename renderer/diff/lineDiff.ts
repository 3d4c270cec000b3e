/** What differs between two texts, line by line. */
import { diffArrays } from 'diff'

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Milliseconds after which two texts count as wholly different: the page must not wait for them. */
const PATIENCE = 200

export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const parts = diffArrays(old, now, { timeout: PATIENCE }) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now }
  ]
  return parts.flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text }))
  )
}

/** Only what differs, with a few lines around it; `null` stands for lines that are left out. */
export function nearChanges(lines: readonly DiffLine[], around = 2): (DiffLine | null)[] {
  const isNear = lines.map(() => false)
  lines.forEach(({ kind }, place) => {
    if (kind === 'same') return
    for (let i = Math.max(0, place - around); i <= Math.min(lines.length - 1, place + around); i += 1)
      isNear[i] = true
  })
  const near: (DiffLine | null)[] = []
  lines.forEach((line, place) => {
    if (isNear[place]) near.push(line)
    else if (near.at(-1) !== null) near.push(null)
  })
  return near
}
