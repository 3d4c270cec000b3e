/** Names of files in the addresses of Markdown: spaces, Chinese characters and more are percent-encoded there. */

/** The name as it may stand in `(…)`: a lone parenthesis would end it, too. */
export function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')
}

/** The name that an address means; one that is not well encoded means itself. */
export function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
