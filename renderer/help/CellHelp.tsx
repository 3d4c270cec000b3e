/** Below a cell that failed, hangs or shows a classic fault: help, where there may be any. */
import { useShallow } from 'zustand/react/shallow'
import type { CellId } from '../../common/brands'
import { lateView } from '../late/LateView'
import { helpNotice } from '../late/parts'
import { useOpen } from '../state/app'
import { helpMatter } from '../state/helpMatter'
import './help.css'

const HelpNotice = lateView(helpNotice)

export function CellHelp({ cell }: { readonly cell: CellId }) {
  const matter = useOpen(useShallow((open) => helpMatter(open, cell)))
  return matter && <HelpNotice {...{ cell, matter }} />
}
