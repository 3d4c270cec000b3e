/**
 * Above the output of several authors: a chip for each, which shows only the lines of that one. To the keyboard the chips
 * are one stop: arrows go from one to the next.
 */
import { type KeyboardEvent, useState, useSyncExternalStore } from 'react'
import { useText } from '../i18n/text'
import type { Authors } from '../state/authors'
import type { LineCounts } from './LineCounts'
import { nameOf, shortened } from './stretches'

/** More chips than this are folded: about two rows of a usual window. */
const CHIPS = 12
/** Columns of a name in a chip. */
const NAME = 24

interface AuthorFilterProps {
  readonly authors: Authors
  readonly counts: LineCounts
  /** The number of the one whose lines are shown. */
  readonly only: number | null
  readonly onChoose: (only: number | null) => void
}

export function AuthorFilter({ authors, counts, only, onChoose }: AuthorFilterProps) {
  const words = useText().authors
  const lines = useSyncExternalStore(counts.subscribe, counts.get)
  const [isUnfolded, setUnfolded] = useState(false)
  const chips = authors.list.map((writer, number) => ({
    ...{ number, count: lines[number] ?? 0 },
    ...nameOf(writer, words)
  }))
  const isFolded = !isUnfolded && chips.length > CHIPS
  const shown = chips.filter(({ number }) => !isFolded || number < CHIPS || number === only)
  const chosen = only === null ? undefined : chips[only]
  return (
    <div className="author-filter" role="toolbar" aria-label={words.filter} onKeyDown={goAlong}>
      {shown.map(({ number, label, about, count }) => (
        <button
          key={number}
          type="button"
          className="author-chip"
          title={about}
          aria-pressed={number === only}
          tabIndex={number === (only ?? 0) ? 0 : -1}
          aria-label={words.chip(label, count)}
          onClick={() => onChoose(number === only ? null : number)}
        >
          <span className="author-mark" style={{ background: `var(--author-${number})` }} />
          <span className="author-name">{shortened(label, NAME)}</span>
          <span className="author-count">{words.count(count)}</span>
        </button>
      ))}
      {chips.length > CHIPS && (
        <button
          type="button"
          className="author-more"
          aria-expanded={!isFolded}
          onClick={() => setUnfolded(isFolded)}
        >
          {isFolded ? words.more(chips.length - shown.length) : words.fewer}
        </button>
      )}
      <span className="unseen" role="status">
        {chosen === undefined ? '' : words.showsOnly(chosen.label, chosen.count)}
      </span>
    </div>
  )
}

/** Moves the focus among the chips. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = chips.findIndex((chip) => chip === document.activeElement)
  const places: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: chips.length - 1
  }
  const next = chips[places[event.key] ?? -1]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}
