/**
 * Makes rendered Markdown safe to put into the page. Notebooks come from strangers: what is not named here is left out.
 * Styles and ids are left out too, as they could cover the app's own controls or take their names.
 */
import DOMPurify from 'dompurify'
import { comesLate } from './lateParts'
import { isSafeLink, notebookBeside } from './links'
import { slug } from '../../common/markdown/slug'

const TAGS =
  'a abbr b blockquote br caption center code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var'

const ATTRIBUTES =
  'align alt aria-checked aria-label class colspan data-anchor dir height href id lang name open role rowspan src start title type valign width'

/** The classes that our own rendering makes; others could borrow the app's looks. */
const CLASS =
  /^(?:tok-[\w-]+|task|task-box|done|formula|displayed|footnotes|footnote-back|language-[\w+#-]+)$/

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i

/** The `data:` address of a picture by the name that Markdown has for it, at once or later; null for none. */
export type PictureOf = (source: string) => string | null | Promise<string | null>

/** The nodes to show; pictures are resolved by `picture`, or become their description. */
export function sanitised(html: string, picture: PictureOf): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // Also lets `attachment:` and relative names through to `picture`; links are checked below.
    ALLOWED_URI_REGEXP: /^(?!\s*(?:javascript|vbscript):)/i,
    RETURN_DOM_FRAGMENT: true
  })
  for (const element of fragment.querySelectorAll('[class]')) keepOurClasses(element)
  for (const place of fragment.querySelectorAll('[id], [name]')) keepAnchor(place)
  for (const link of fragment.querySelectorAll('a')) checkLink(link)
  for (const image of fragment.querySelectorAll('img')) resolve(image, picture)
  return fragment
}

/** What links lead to goes by `data-anchor` here: an id could take the place of one of the page's own. */
function keepAnchor(place: Element): void {
  const name = place.id || place.getAttribute('name') || ''
  if (!place.hasAttribute('data-anchor')) place.setAttribute('data-anchor', slug(name))
  place.removeAttribute('id')
  place.removeAttribute('name')
}

function keepOurClasses(element: Element): void {
  const kept = [...element.classList].filter((name) => CLASS.test(name))
  if (kept.length > 0) element.className = kept.join(' ')
  else element.removeAttribute('class')
}

function checkLink(link: HTMLAnchorElement): void {
  const url = link.getAttribute('href')
  if (url === null || url.startsWith('#') || isSafeLink(url) || notebookBeside(url) !== null) return
  link.removeAttribute('href')
}

function resolve(image: HTMLImageElement, picture: PictureOf): void {
  const named = image.getAttribute('src') ?? ''
  const source = PICTURE.test(named) ? named : picture(named)
  if (!(source instanceof Promise)) {
    show(image, named, source)
    return
  }
  image.removeAttribute('src')
  comesLate(source.then((found) => show(image, named, found)))
}

function show(image: HTMLImageElement, named: string, source: string | null): void {
  if (source !== null && PICTURE.test(source)) {
    image.setAttribute('src', source)
    return
  }
  const description = [image.alt, named].filter((part) => part !== '').join(' · ')
  if (description === '') {
    image.remove()
    return
  }
  const missing = document.createElement('span')
  missing.className = 'missing-image'
  missing.title = named
  missing.textContent = description
  image.replaceWith(missing)
}
