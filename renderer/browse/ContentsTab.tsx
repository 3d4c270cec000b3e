/** The notebook's headings as a tree, which follows where the reader is. */
import { useMemo, useState } from 'react'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { contentsOf, entryAt, type ContentsEntry } from '../state/contents'
import { withTurned } from '../state/turned'
import { Tree, type TreeRow } from './Tree'
import { useReaderPlace } from './useReaderPlace'

export function ContentsTab() {
  const words = useText().browse.contents
  const intents = useIntents()
  const notebook = useOpen((open) => open.notebook)
  const runs = useOpen((open) => open.runs)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const reader = useReaderPlace()
  const entries = useMemo(() => contentsOf(notebook, runs), [notebook, runs])
  const shown = entriesIn(entries, folded)
  const here = entryAt(entries, notebook.order, reader)
  // Where its own row is folded away, the one that it is folded into.
  const current =
    here === null ? -1 : shown.findLastIndex((entry) => entries.indexOf(entry) <= entries.indexOf(here))

  if (entries.length === 0) {
    return (
      <div className="panel-empty">
        <p>{words.none}</p>
        <p>{words.noneHint}</p>
      </div>
    )
  }
  return (
    <Tree
      label={words.label}
      rows={shown.map(({ key, depth, title, state, hasInner }, n): TreeRow => ({
        ...{ key, depth, name: title, isCurrent: n === current },
        ...(hasInner ? { isOpen: !folded.has(key) } : {}),
        mark: state !== null && (
          <span
            className={`contents-mark ${state}`}
            role="img"
            aria-label={words[state]}
            title={words[state]}
          />
        )
      }))}
      onChoose={(key) => {
        const entry = entries.find((each) => each.key === key)
        if (entry !== undefined) intents.goToHeading(entry.cell, entry.written)
      }}
      onTurn={(key) => setFolded((before) => withTurned(before, key))}
    />
  )
}

/** Without those below folded ones. */
function entriesIn(entries: readonly ContentsEntry[], folded: ReadonlySet<string>): readonly ContentsEntry[] {
  let hiddenBelow = Infinity
  return entries.filter(({ key, depth }) => {
    if (depth > hiddenBelow) return false
    hiddenBelow = folded.has(key) ? depth : Infinity
    return true
  })
}
