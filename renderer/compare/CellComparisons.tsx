/** Below a cell's line: its pinned runs beside the latest one, and its trial on several Pythons. */
import type { CellId } from '../../common/brands'
import { pinsOf } from '../../common/pins'
import { lateView } from '../late/LateView'
import { pinnedRuns, trialPanel } from '../late/parts'
import { useCell, useOpen } from '../state/app'
import './compare.css'

const PinnedRuns = lateView(pinnedRuns)
const TrialPanel = lateView(trialPanel)

export interface CellComparisonsProps {
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
}

export function CellComparisons({ cell, number }: CellComparisonsProps) {
  const hasPins = pinsOf(useCell(cell).metadata).length > 0
  const trial = useOpen((open) => open.comparisons.trials.get(cell))
  return (
    <>
      {hasPins && <PinnedRuns {...{ cell, number }} />}
      {trial && <TrialPanel {...{ cell, number, trial }} />}
    </>
  )
}
