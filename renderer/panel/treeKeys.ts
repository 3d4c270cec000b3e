/** What keys do in a tree of which one row has the keyboard, as the ARIA practices for trees have it. Pure. */

export interface TreePlace {
  /** How deep it stands: more than what it is below. */
  readonly level: number
  /** Others are below it, and whether they are shown; absent: there are none. */
  readonly isOpen?: boolean | undefined
}

/** The row that the keyboard goes to, or that the present one is folded or opened; null for a key that is none of a tree's. */
export function treeMove(rows: readonly TreePlace[], at: number, key: string): number | 'turn' | null {
  const { level, isOpen } = rows[at] ?? { level: 0 }
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'ArrowDown':
      return Math.min(at + 1, rows.length - 1)
    case 'Home':
      return 0
    case 'End':
      return rows.length - 1
    case 'ArrowLeft': {
      if (isOpen === true) return 'turn'
      const outer = rows.findLastIndex((row, n) => n < at && row.level < level)
      return outer < 0 ? at : outer
    }
    case 'ArrowRight':
      if (isOpen === false) return 'turn'
      return (rows[at + 1]?.level ?? 0) > level ? at + 1 : at
    default:
      return null
  }
}
