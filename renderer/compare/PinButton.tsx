/** Keeps a cell's latest run, or lets it go again. */
import type { CellId, RunId } from '../../common/brands'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useIntents, useOpen } from '../state/app'
import { canPin, pinsOf } from '../state/comparisons'

export function PinButton({ cell, run }: { readonly cell: CellId; readonly run: RunId }) {
  const { compare } = useText()
  const intents = useIntents()
  const isPinned = useOpen((open) => pinsOf(open.comparisons, cell).some((each) => each.run === run))
  const hasRoom = useOpen((open) => canPin(open.comparisons, cell))
  return (
    <span title={isPinned ? compare.pinnedHint : hasRoom ? compare.pinHint : compare.pinsFull}>
      <IconButton
        {...{ icon: 'pin', name: compare.pin, isPressed: isPinned, className: 'pin' }}
        isDisabled={!isPinned && !hasRoom}
        onClick={() => (isPinned ? intents.unpin(cell, run) : intents.pin(cell))}
      />
    </span>
  )
}
