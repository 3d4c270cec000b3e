/**
 * The name that links use for a heading: letters and digits of any script, in lower case, joined by hyphens. Links made
 * for Jupyter (`#My-Title`) and for GitHub (`#my-title`) meet here.
 */
export function slug(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s+/g, '-')
}

/** The name in a link's `#…`, which may be percent-encoded. */
export function slugOfLink(hash: string): string {
  try {
    return slug(decodeURIComponent(hash.replace(/^#/, '')))
  } catch {
    return slug(hash)
  }
}
