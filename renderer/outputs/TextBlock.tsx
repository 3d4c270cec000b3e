/** Neighbouring text of a cell in one box: long text scrolls inside and can be opened to its full length. */
import { memo, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../i18n/text'
import type { Omitted, OutputItem } from '../state/outputs'
import type { LineCounts } from './LineCounts'
import { OutputTools } from './OutputTools'
import { savedAs } from './saving'
import { type Drawn, StreamText } from './StreamText'
import { type AuthorView, NO_VIEW } from './stretches'
import type { TextSize } from './textDrawing'

export type TextItem = Extract<OutputItem, { kind: 'text' }>

export interface TextBlockProps {
  readonly items: readonly TextItem[]
  /** Text was let go before the item with this key. */
  readonly gap: { readonly before: number; readonly omitted: Omitted } | null
  /** The run still prints: the box follows the end while the user has not scrolled away from it. */
  readonly running: boolean
  /** Absent for text that has no authors. */
  readonly view?: AuthorView
  /** Is told how many lines each author has. */
  readonly counts?: LineCounts
}

/** What each part of the text has drawn, by the item's key, in the order of the text. */
type Drawings = Map<number, Drawn>

/** About the height of the box (see outputs.css): more rows than this need scrolling. */
const ROWS_SHOWN = 24
/** How near to the end, in CSS pixels, still counts as being there. */
const NEAR = 24

export function TextBlock({ items, gap, running, view = NO_VIEW, counts }: TextBlockProps) {
  const text = useText().outputs
  const box = useRef<HTMLDivElement>(null)
  const [drawings] = useState<Drawings>(() => new Map())
  const follows = useRef(true)
  const wasRunning = useRef(running)
  const [{ lines, rows }, setSize] = useState<TextSize>({ lines: 0, rows: 0 })
  const [expanded, setExpanded] = useState(false)

  const onDrawn = useCallback(
    (key: number, drawn: Drawn | null) => {
      if (drawn === null) drawings.delete(key)
      else drawings.set(key, drawn)
      counts?.tell(key, drawn?.drawing.linesByAuthor ?? null)
      const sizes = [...drawings.values()].map((each) => each.size)
      const sum = (of: keyof TextSize): number => sizes.reduce((total, size) => total + size[of], 0)
      setSize((before) => {
        const now = { lines: sum('lines'), rows: sum('rows') }
        return now.lines === before.lines && now.rows === before.rows ? before : now
      })
    },
    [drawings, counts]
  )

  useLayoutEffect(() => {
    const { current } = box
    // The last lines often come together with the end of the run.
    const isGrowing = running || wasRunning.current
    wasRunning.current = running
    if (current !== null && isGrowing && follows.current && !expanded)
      current.scrollTop = current.scrollHeight
  }, [items, running, expanded])

  const isLong = rows > ROWS_SHOWN
  const plainText = (): string =>
    [...drawings.values()]
      .map(({ drawing }) => drawing.plainText())
      .filter((text) => text !== '')
      .join('\n')
  return (
    <div className={`text-block${expanded ? ' expanded' : ''}`}>
      <div
        ref={box}
        className="text-scroll"
        tabIndex={isLong && !expanded ? 0 : undefined}
        role="group"
        aria-label={text.stream}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < NEAR
        }}
      >
        {items.map((item) => (
          <TextPart
            key={item.key}
            item={item}
            view={view}
            onDrawn={onDrawn}
            note={gap?.before === item.key ? text.omitted(gap.omitted.characters, gap.omitted.outputs) : null}
          />
        ))}
      </div>
      <OutputTools copied={plainText} saved={() => savedAs('text/plain', plainText())}>
        {isLong && (
          <button type="button" onClick={() => setExpanded(!expanded)} aria-expanded={expanded}>
            {expanded ? text.collapse : text.expand(lines)}
          </button>
        )}
      </OutputTools>
    </div>
  )
}

interface TextPartProps {
  readonly item: TextItem
  readonly view: AuthorView
  readonly onDrawn: (key: number, drawn: Drawn | null) => void
  readonly note: string | null
}

const TextPart = memo(function TextPart({ item, view, onDrawn, note }: TextPartProps) {
  const { key, text } = item
  const drawn = useCallback((what: Drawn | null) => onDrawn(key, what), [onDrawn, key])
  return (
    <>
      {note !== null && <div className="output-note">{note}</div>}
      <StreamText {...{ text, view }} onDrawn={drawn} />
    </>
  )
})
