/** The file that a link means, if it names a notebook in the same folder, and nothing more; null for any other link. */
export function notebookBeside(url: string): string | null {
  try {
    const name = decodeURIComponent(url)
    return /^[^/\\:?#]+\.ipynb$/i.test(name) ? name : null
  } catch {
    return null // no percent-encoding
  }
}

/** The only links that are followed outside the app: the rest could start programs or read files. */
export function isSafeLink(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url.trim())
}
