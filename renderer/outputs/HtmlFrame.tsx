/**
 * HTML from a program, in a frame of its own. The sandbox is `allow-same-origin` without `allow-scripts`: no script runs
 * in the frame, so nothing there can use the shared origin, while the page can look in from outside, to measure the
 * height, hand over the theme and catch links. (The two together would let a script take the sandbox off; they are
 * never to be given both.)
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../i18n/text'
import { isSafeLink } from '../markdown/links'
import { useOutputActions } from './actions'
import { htmlDocument } from './htmlDocument'
import type { DrawerProps } from './outputTypes'
import { onThemeChange, themeTokens } from './theme'

export function HtmlFrame({ data }: DrawerProps) {
  const text = useText().outputs
  const { onLink } = useOutputActions()
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(0)
  const { source, hadScripts } = useMemo(() => htmlDocument(String(data)), [data])

  const stops = useRef<(() => void)[]>([])
  const stop = useCallback(() => {
    for (const each of stops.current.splice(0)) each()
  }, [])
  useEffect(() => stop, [stop])

  const loaded = useCallback(() => {
    stop()
    const inside = frame.current?.contentDocument
    if (inside === null || inside === undefined) return
    const colour = (): void => {
      for (const [name, value] of themeTokens()) inside.documentElement.style.setProperty(name, value)
    }
    colour()
    const observer = new ResizeObserver(() =>
      setHeight(Math.ceil(inside.body.getBoundingClientRect().height))
    )
    observer.observe(inside.body)
    const follow = (event: Event): void => {
      // The frame has its own Element class: `instanceof` would not know it.
      const link = (event.target as Element | null)?.closest('a[href]') ?? null
      if (link === null) return
      event.preventDefault()
      const url = link.getAttribute('href') ?? ''
      if (isSafeLink(url)) onLink(url)
    }
    inside.addEventListener('click', follow)
    inside.addEventListener('auxclick', follow)
    // A frame keeps its events to itself; the cell around it is to be selected as by a press anywhere else in it.
    inside.addEventListener('pointerdown', () =>
      frame.current?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    )
    stops.current.push(() => observer.disconnect(), onThemeChange(colour))
  }, [onLink, stop])

  return (
    <>
      <iframe
        ref={frame}
        className="html-frame"
        title={text.html}
        sandbox="allow-same-origin"
        srcDoc={source}
        style={{ height }}
        onLoad={loaded}
      />
      {hadScripts && <div className="output-note">{text.scriptsNotRun}</div>}
    </>
  )
}
