/** The cells below each other: those that are near what is seen, and room for the others. */
import { Fragment, useContext, useEffect, useSyncExternalStore } from 'react'
import type { CellId } from '../../common/brands'
import { useApp, useOpen, useWorld } from '../state/app'
import { mustHave } from '../state/notebook'
import type { Drop } from './cellDrag'
import { CellView } from './CellView'
import { CellWindowContext } from './CellWindow'
import { InsertHere } from './InsertHere'
import { guessedHeight, piecesOf, type Piece } from './rows'

interface CellColumnProps {
  readonly cells: readonly CellId[]
  /** Where dragged cells would land. */
  readonly drop: Drop | null
}

export function CellColumn({ cells, drop }: CellColumnProps) {
  const order = useOpen(({ notebook }) => notebook.order)
  const pieces = usePieces(cells)
  return (
    <>
      {pieces.map((piece) =>
        piece.kind === 'room' ? (
          <div key={`before ${piece.before}`} style={{ height: piece.height }} />
        ) : (
          <Fragment key={piece.id}>
            <InsertHere before={piece.id} isDropHere={drop?.before === piece.id} />
            <CellView id={piece.id} number={order.indexOf(piece.id) + 1} />
          </Fragment>
        )
      )}
      {drop?.before === null && <div className="drop-here" />}
    </>
  )
}

function usePieces(cells: readonly CellId[]): readonly Piece[] {
  const near = useContext(CellWindowContext)
  const { store } = useWorld()
  const isPrinting = useApp((state) => state.isPrinting)
  const selected = useOpen((open) => open.notebook.selected)
  const sought = useApp((state) => state.reveal?.cell)
  near.setCells(cells, (id) => {
    const { open } = store.getState()
    return open === null ? 0 : guessedHeight(mustHave(open.notebook, id), open.outputs.get(id))
  })
  const seen = useSyncExternalStore(near.subscribe, near.seen)
  useEffect(() => near.look(), [near, cells])
  return piecesOf(
    cells,
    near.heightOf,
    seen,
    (id) => isPrinting || id === selected || id === sought || near.isFocused(id)
  )
}
