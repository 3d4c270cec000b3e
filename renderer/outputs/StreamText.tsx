/** One growing text, drawn outside React: a print must not cost a comparison of all lines before it. */
import { useLayoutEffect, useRef } from 'react'
import { useText } from '../i18n/text'
import type { OutputText } from '../state/outputText'
import type { AuthorView } from './stretches'
import { TextDrawing, type TextSize } from './textDrawing'

export interface Drawn {
  readonly drawing: TextDrawing
  readonly size: TextSize
}

export interface StreamTextProps {
  readonly text: OutputText
  readonly view: AuthorView
  /** Called after every drawing with what is now there, and with `null` when it is gone. */
  readonly onDrawn: (drawn: Drawn | null) => void
}

export function StreamText({ text, view, onDrawn }: StreamTextProps) {
  const parent = useRef<HTMLDivElement>(null)
  const current = useRef<TextDrawing | null>(null)
  const { longLine } = useText().outputs

  useLayoutEffect(() => {
    if (parent.current === null) return
    const drawing = new TextDrawing(parent.current, longLine)
    current.current = drawing
    return () => {
      drawing.stop()
      onDrawn(null)
    }
  }, [onDrawn, longLine])

  useLayoutEffect(() => {
    if (current.current !== null)
      onDrawn({ drawing: current.current, size: current.current.show(text, view) })
  }, [text, view, longLine, onDrawn])

  return <div ref={parent} className="stream-text" />
}
