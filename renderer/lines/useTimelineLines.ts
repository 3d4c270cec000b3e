/** Ties a timeline to the code: hovering a line shows its time, hovering a span shows its line. */
import { useContext, useEffect, useMemo, type RefObject } from 'react'
import type { Line, Trace } from '../../common/trace/trace'
import { useWorld, type AppStore } from '../state/app'
import type { TimelineView } from '../scope/TimelineView'
import { LinePlaces } from './heat'
import { PointedLineContext } from './PointedLine'

export interface TimelineLines {
  /** The pointer is on a span of this line; none: on nothing that has one. */
  point(line: Line | undefined): void
  /** The user wants to see this line. */
  goTo(line: Line): void
}

/** Looked up when they are asked for, and again only after an edit or a run. */
function placesIn(store: AppStore, trace: Trace): () => LinePlaces | null {
  let known: LinePlaces | null = null
  return () => {
    const { open } = store.getState()
    if (open === null) return null
    const { executed, notebook } = open
    if (!known?.isOf(executed, notebook.cells)) known = new LinePlaces(trace, executed, notebook.cells)
    return known
  }
}

export function useTimelineLines(trace: Trace, view: RefObject<TimelineView | null>): TimelineLines {
  const { store, intents } = useWorld()
  const pointed = useContext(PointedLineContext)
  const places = useMemo(() => placesIn(store, trace), [store, trace])

  useEffect(() => {
    const show = (): void => {
      const { place } = pointed
      view.current?.highlight(
        place?.by === 'code' ? (places()?.linesAt(place.cell, place.line) ?? null) : null
      )
    }
    show()
    return pointed.listen(show)
  }, [pointed, places, view])

  useEffect(() => () => pointed.leave('timeline'), [pointed])

  return useMemo(
    () => ({
      point(line) {
        const place = line && places()?.placeOf(line)
        if (place) pointed.point({ ...place, by: 'timeline' })
        else pointed.leave('timeline')
      },
      goTo(line) {
        const place = places()?.placeOf(line)
        if (place) intents.revealLine(place.cell, place.line)
      }
    }),
    [intents, places, pointed]
  )
}
