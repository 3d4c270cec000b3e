/** Which file of ours a URL of the page's own protocol names. */
import { join, normalize, sep } from 'node:path'

/** The file below `folder`, or undefined for a URL that leads elsewhere or that nobody can read. */
export function pageFile(folder: string, url: string): string | undefined {
  const { pathname, host } = new URL(url)
  try {
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    return host === 'app' && file.startsWith(folder + sep) ? file : undefined
  } catch {
    return undefined // a lone percent sign
  }
}
