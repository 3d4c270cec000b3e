/** Keeps a cell's latest run, or lets it go again. */
import type { CellId, RunId } from '../../common/brands'
import { canPin, pinsOf } from '../../common/pins'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useCell, useIntents } from '../state/app'

export function PinButton({ cell, run }: { readonly cell: CellId; readonly run: RunId }) {
  const { compare } = useText()
  const intents = useIntents()
  const { metadata } = useCell(cell)
  const isPinned = pinsOf(metadata).some((each) => each.run === run)
  const hasRoom = canPin(metadata)
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
