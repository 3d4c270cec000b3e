/** Keeps an editor showing the heat of its cell's lines, while the notebook shows any, and the line that a timeline is at. */
import type { EditorView } from '@codemirror/view'
import { useContext, useEffect, useMemo, type RefObject } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useOpen } from '../state/app'
import type { OpenNotebook } from '../state/open'
import { heatNow, heatOfCells, NO_HEAT, type CellHeat } from './heat'
import { isHeatShown, showHeat } from './heatGutter'
import { PointedLineContext } from './PointedLine'
import { markPointed } from './pointedLines'

/** Of all cells; the same object until a trace or a run changes it. */
let last: { of: Pick<OpenNotebook, 'traces' | 'executed'>; heat: ReadonlyMap<CellId, CellHeat> } | null = null

/** The heat of all cells; none while it is not shown. */
function allHeat({ isHeatShown, traces, executed }: OpenNotebook): ReadonlyMap<CellId, CellHeat> {
  if (!isHeatShown) return NO_HEAT
  if (last === null || last.of.traces !== traces || last.of.executed !== executed)
    last = { of: { traces, executed }, heat: heatOfCells(traces, executed) }
  return last.heat
}

export function useCodeLines(view: RefObject<EditorView | null>, cell: CellId, source: string): void {
  const words = useText()
  const heat = useOpen((open) => allHeat(open).get(cell))
  const ranIn = useOpen((open) =>
    heat === undefined || heat.ranIn === cell ? 0 : open.notebook.order.indexOf(heat.ranIn) + 1
  )
  const shown = useMemo(
    () =>
      heat && {
        ...heatNow(heat, source),
        most: heat.most,
        origin: ranIn > 0 ? words.lines.ofRun(ranIn) : '',
        words: words.lines,
        duration: words.scope.tracks.duration
      },
    [heat, source, ranIn, words]
  )

  useEffect(() => {
    if (view.current !== null && (shown || isHeatShown(view.current))) showHeat(view.current, shown ?? null)
  }, [view, shown])

  const pointed = useContext(PointedLineContext)
  useEffect(() => {
    const mark = (): void => {
      const { place } = pointed
      const isHere = place?.by === 'timeline' && place.cell === cell
      if (view.current !== null) markPointed(view.current, isHere ? place.line : null)
    }
    mark()
    const stop = pointed.listen(mark)
    return () => {
      stop()
      pointed.leave('code', cell)
    }
  }, [view, cell, pointed])
}
