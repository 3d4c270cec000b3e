/** The pictures that Markdown names by where they are. */
import type { Token } from 'markdown-it'
import { jupyterMarkdown } from '../markdown/renderMarkdown'
import { imagesIn } from './safeHtml'

/** A `data:` address for each name under which there is a picture. */
export type PictureAddresses = ReadonlyMap<string, string>

/** @param picture the `data:` address of what Markdown names; null where there is none */
export async function namedPictures(
  sources: readonly string[],
  picture: (name: string) => Promise<string | null>
): Promise<PictureAddresses> {
  const markdown = jupyterMarkdown()
  const names = new Set<string>()
  const look = (token: Token): void => {
    if (token.type === 'image') names.add(String(token.attrGet('src') ?? ''))
    if (token.type.startsWith('html_')) for (const name of imagesIn(token.content)) names.add(name)
    token.children?.forEach(look)
  }
  for (const source of sources) markdown.parse(source, {}).forEach(look)
  const addresses = new Map<string, string>()
  for (const name of names) {
    const address = name.startsWith('data:image/') ? name : await picture(name)
    if (address !== null) addresses.set(name, address)
  }
  return addresses
}
