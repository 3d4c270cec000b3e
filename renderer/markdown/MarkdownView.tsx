/** Rendered Markdown: a Markdown cell at rest, or a `text/markdown` output. Links go to the `OutputActionsContext`. */
import './markdown.css'
import { memo, type MouseEvent, useLayoutEffect, useRef } from 'react'
import type { JsonObject } from '../../common/notebook'
import { useText } from '../i18n/text'
import { useLate } from '../late/late'
import { drawnMarkdown } from '../late/parts'
import { useOutputActions } from '../outputs/actions'
import { attachedPicture } from './attachments'
import { drawFormulas } from './drawFormulas'
import { colourFences } from './fences'
import { comesLate } from './lateParts'
import { isSafeLink, notebookBeside } from './links'
import { slugOfLink } from '../../common/markdown/slug'

export interface MarkdownViewProps {
  readonly source: string
  /** The cell's attachments, as the notebook format has them: name → MIME type → base64. */
  readonly attachments?: JsonObject | undefined
}

export const MarkdownView = memo(function MarkdownView({ source, attachments }: MarkdownViewProps) {
  const words = useText().markdown
  const { onLink, onNotebook, onAnchor, readPicture } = useOutputActions()
  const parent = useRef<HTMLDivElement>(null)
  const drawn = useLate(drawnMarkdown)

  useLayoutEffect(() => {
    if (parent.current === null || drawn === null) return
    const picture = (name: string): string | null | Promise<string | null> =>
      name.startsWith('attachment:') ? attachedPicture(attachments, name) : readPicture(name)
    parent.current.replaceChildren(drawn(source, picture))
    colourFences(parent.current)
    comesLate(drawFormulas(parent.current))
  }, [drawn, source, attachments, readPicture])

  useLayoutEffect(() => {
    for (const back of parent.current?.querySelectorAll('.footnote-back') ?? [])
      back.setAttribute('aria-label', words.backToText)
  }, [drawn, source, attachments, readPicture, words])

  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (link === null) return
    event.preventDefault()
    const url = link.getAttribute('href') ?? ''
    if (!url.startsWith('#')) {
      const notebook = notebookBeside(url)
      if (notebook !== null) onNotebook(notebook)
      else if (isSafeLink(url)) onLink(url)
      return
    }
    // Footnotes are numbered in each cell: what is named here comes first.
    const name = slugOfLink(url)
    const here = parent.current?.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(name)}"]`)
    if (here) goTo(here)
    else onAnchor(name)
  }

  return <div ref={parent} className="markdown" onClick={follow} onAuxClick={follow} />
})

/** Keys go on from there too. */
function goTo(place: HTMLElement): void {
  if (place.tabIndex < 0) place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: /^H[1-6]$/.test(place.tagName) ? 'start' : 'nearest' })
}
