/**
 * HTML that a Markdown cell holds, for pages outside the app: the tags and attributes below stay, everything else goes. No
 * script could run anyway, for the page forbids it; this keeps the page from being changed as a whole.
 */

const TAGS = new Set(
  `a abbr b big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font
   h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td
   tfoot th thead tr tt u ul var wbr`.split(/\s+/)
)
/** They go with all that is in them. */
const WITH_CONTENT =
  /<(script|style|title|textarea|template|noscript|iframe|object|svg|math)\b[^]*?(?:<\/\1\s*>|$)/gi
// In these a sign that begins a tag, outside of quotes, ends the one before, and a name begins where no other goes on: so
// that no place is looked at again from each place before it, however long the text is.
const PIECE = /<!--[^]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi
const IMAGE = /<img\b(?:[^<>"']|"[^"]*"|'[^']*')*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const ATTRIBUTE = /(?<![a-z-])([a-z][a-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|\b(open)\b/gi
const ATTRIBUTES = new Set(
  'open width height alt title align colspan rowspan start lang role aria-label aria-checked class'.split(' ')
)
/** What a class may be: those that our own Markdown makes. */
const CLASS = /^(?:task-box(?: done)?|task|formula(?: displayed)?)$/
/** A protocol that begins with a sign written as an entity is none of these. */
const LINK = /^(?:https?:\/\/|mailto:|#|[^:&\0-\x20]*(?:[/?#]|$))/i

/** @param picture the address of an image's picture, where it is known */
export function safeHtml(html: string, picture: (source: string) => string | undefined): string {
  return html
    .replace(WITH_CONTENT, '')
    .replace(PIECE, (piece, slash?: string, name?: string, rest?: string) => {
      if (piece === '<') return '&lt;'
      if (name === undefined) return piece.startsWith('<') ? '' : piece
      const tag = name.toLowerCase()
      if (!TAGS.has(tag)) return ''
      if (slash === '/') return `</${tag}>`
      const attributes = attributesOf(tag, rest ?? '', picture)
      if (tag !== 'img' || / src="/.test(attributes)) return `<${tag}${attributes}>`
      return `<em>${/ alt="([^"]*)"/.exec(attributes)?.[1] ?? ''}</em>`
    })
}

/** The sources of images in it. */
export function imagesIn(html: string): string[] {
  return [...html.matchAll(IMAGE)].map(([, one, other, bare]) => one ?? other ?? bare ?? '')
}

function attributesOf(tag: string, text: string, picture: (source: string) => string | undefined): string {
  let attributes = ''
  for (const [, key = '', one, other, bare, lone] of text.matchAll(ATTRIBUTE)) {
    const name = (lone ?? key).toLowerCase()
    const value = one ?? other ?? bare ?? ''
    if (lone !== undefined) attributes += ' open'
    else if (tag === 'img' && name === 'src') {
      const address = picture(value)
      if (address !== undefined) attributes += ` src="${address}"`
    } else if (tag === 'a' && name === 'href' && LINK.test(value)) attributes += ` href="${quoted(value)}"`
    else if (name === 'class' ? CLASS.test(value) : ATTRIBUTES.has(name))
      attributes += ` ${name}="${quoted(value)}"`
  }
  return attributes
}

function quoted(value: string): string {
  return value.replace(/[<>"]/g, (sign) => (sign === '"' ? '&quot;' : sign === '<' ? '&lt;' : '&gt;'))
}
