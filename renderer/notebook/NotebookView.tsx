/** The open notebook: its cells below each other, and the keys that act on them. */
import { useContext, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { mustFind } from '../../common/result'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { useShallow } from 'zustand/react/shallow'
import { useApp, useIntents, useOpen, useWorld } from '../state/app'
import { visibleCells } from '../state/sections'
import { sectionWith, teachSections } from '../state/teach'
import { useCellDrops } from './cellDrag'
import { CellColumn } from './CellColumn'
import { CellWindow, CellWindowContext } from './CellWindow'
import { ElsewhereNotice } from './ElsewhereNotice'
import { EditorStates } from './editorStates'
import { KeptViewsContext } from './keptViews'
import { KernelNotice } from './KernelNotice'
import { listenToKeys } from './pageKeys'
import { OutsideNotice } from './OutsideNotice'
import { RecoveryNotice } from './RecoveryNotice'
import { RunNews } from '../running/RunNews'
import './editing.css'
import './notebook.css'

export function NotebookView() {
  const words = useText()
  const { store, intents } = useWorld()
  const teaching = useApp((state) => state.teaching)
  const visible = useOpen(
    useShallow(({ notebook }) => {
      if (teaching === null) return visibleCells(notebook)
      const sections = teachSections(notebook)
      return sections[sectionWith(sections, teaching)] ?? []
    })
  )
  const count = useOpen((open) => open.notebook.order.length)
  const { drop, handlers } = useCellDrops(visible)
  const id = useOpen((open) => open.id)
  const kept = useContext(KeptViewsContext).of(id)
  const [near] = useState(() => new CellWindow(pageFrame, flushSync, kept.place.cell))
  const scroller = useRef<HTMLElement>(null)
  const column = useRef<HTMLDivElement>(null)

  useEffect(
    () =>
      near.attach(
        mustFind(scroller.current, 'the scrolling part'),
        mustFind(column.current, 'the column of cells')
      ),
    [near]
  )
  // After the cells' own effects, the last of which brings the selected one into view.
  useEffect(() => kept.place.attach(mustFind(scroller.current, 'the scrolling part')), [kept])
  useEffect(() => listenToKeys(document, store, intents), [store, intents])

  return (
    <CellWindowContext value={near}>
      <EditorStates value={kept.editors}>
        <main className="notebook" ref={scroller} aria-label={words.notebook.label}>
          <RecoveryNotice />
          <OutsideNotice />
          <ElsewhereNotice />
          <KernelNotice />
          <div className="cells" role="list" ref={column} {...handlers}>
            <CellColumn cells={visible} drop={drop} />
          </div>
          <AddAtEnd place={count} />
        </main>
        <RunNews />
      </EditorStates>
    </CellWindowContext>
  )
}

/** Below the last cell, always visible: the notebook can go on here. */
function AddAtEnd({ place }: { readonly place: number }) {
  const words = useText()
  const intents = useIntents()
  return (
    <div className="add-at-end">
      {place === 0 && <p>{words.notebook.empty}</p>}
      <button className="pill" onClick={() => intents.insertAt(place, 'code')}>
        + {words.notebook.addCode}
      </button>
      <button className="pill" onClick={() => intents.insertAt(place, 'markdown')}>
        + {words.notebook.addMarkdown}
      </button>
    </div>
  )
}
