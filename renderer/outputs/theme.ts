/** The page's colours and sizes for what does not inherit them: frames and the console. */

const TOKENS = [
  '--bg',
  '--bg-raised',
  '--bg-sunken',
  '--text',
  '--text-quiet',
  '--line',
  '--accent',
  '--font-ui',
  '--font-code',
  '--size-ui',
  '--size-code'
]

/** Names and present values of the tokens, and `--scheme` for CSS's `color-scheme`. */
export function themeTokens(): [string, string][] {
  const style = getComputedStyle(document.documentElement)
  return [
    ...TOKENS.map((name): [string, string] => [name, style.getPropertyValue(name)]),
    ['--scheme', style.colorScheme]
  ]
}

/** Calls `listen` after every change of theme; the answer ends it. */
export function onThemeChange(listen: () => void): () => void {
  const observer = new MutationObserver(listen)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
