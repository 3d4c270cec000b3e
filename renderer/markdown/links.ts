/** The only links that are followed outside the app: the rest could start programs or read files. */
export function isSafeLink(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url.trim())
}
