/** Markdown as nodes that may be shown, in one step. */
import { renderMarkdown } from '../../common/markdown/renderMarkdown'
import { sanitised, type PictureOf } from './sanitise'

export const drawnMarkdown = (source: string, picture: PictureOf): DocumentFragment =>
  sanitised(renderMarkdown(source), picture)
