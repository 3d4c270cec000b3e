/** Below the code of a check: whether it has passed, in words. */
import { isTagged } from '../../common/teaching/tags'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useOpen } from '../state/app'
import type { WrittenCell } from '../state/notebook'
import './learning.css'

export function CheckNote({ cell }: { readonly cell: WrittenCell }) {
  const words = useText().learning.check
  const status = useOpen((open) => open.runs.get(cell.id)?.status)
  const hasPassed = useOpen((open) => open.learned.passed.has(cell.id))
  if (!isTagged(cell, 'check')) return null
  const says = status === 'done' ? 'passed' : status === 'failed' ? 'notYet' : hasPassed ? 'before' : null
  return (
    <p className={`check-note ${says ?? ''}`} role="status" aria-label={words.label}>
      {says !== null && (
        <>
          <Icon name={says === 'notYet' ? 'edit' : 'check'} />
          {words[says]}
        </>
      )}
    </p>
  )
}
