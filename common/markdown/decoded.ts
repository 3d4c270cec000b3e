/** Markdown percent-encodes names with spaces or Chinese characters. */
export function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
