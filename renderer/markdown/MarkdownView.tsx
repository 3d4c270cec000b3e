/** Rendered Markdown: a Markdown cell at rest, or a `text/markdown` output. Links go to the `OutputActionsContext`. */
import './markdown.css'
import { memo, type MouseEvent, useLayoutEffect, useRef } from 'react'
import type { JsonObject } from '../../common/notebook'
import { useOutputActions } from '../outputs/actions'
import { attachedPicture } from './attachments'
import { isSafeLink } from './links'
import { renderMarkdown } from './renderMarkdown'
import { sanitised } from './sanitise'
import { slugOfLink } from './slug'

export interface MarkdownViewProps {
  readonly source: string
  /** The cell's attachments, as the notebook format has them: name → MIME type → base64. */
  readonly attachments?: JsonObject | undefined
}

export const MarkdownView = memo(function MarkdownView({ source, attachments }: MarkdownViewProps) {
  const { onLink } = useOutputActions()
  const parent = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    parent.current?.replaceChildren(
      sanitised(renderMarkdown(source), (name) => attachedPicture(attachments, name))
    )
  }, [source, attachments])

  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (link === null) return
    event.preventDefault()
    const url = link.getAttribute('href') ?? ''
    if (url.startsWith('#')) scrollToHeading(slugOfLink(url))
    else if (isSafeLink(url)) onLink(url)
  }

  return <div ref={parent} className="markdown" onClick={follow} onAuxClick={follow} />
})

/** The heading may be in any rendered cell of the page. */
function scrollToHeading(name: string): void {
  document.querySelector(`[data-anchor="${CSS.escape(name)}"]`)?.scrollIntoView({ block: 'start' })
}
