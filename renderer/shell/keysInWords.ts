/** Keys as people read them. */

const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Enter: 'Enter'
}

/** `Mod-Shift-z` is `Ctrl+Shift+Z`, or `⌘⇧Z` on macOS; `d d` is `D D`. */
export function keysInWords(keys: string, isMac: boolean): string {
  return keys
    .split(' ')
    .map((stroke) => strokeInWords(stroke, isMac))
    .join(' ')
}

function strokeInWords(stroke: string, isMac: boolean): string {
  // A minus at the end is the key itself, elsewhere it joins.
  const parts = stroke.split(/-(?!$)/)
  const names = parts.map((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    if (isMac && part === 'Shift') return '⇧'
    if (isMac && part === 'Alt') return '⌥'
    if (isMac && part === 'Ctrl') return '⌃'
    return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  })
  return names.join(isMac ? '' : '+')
}
