/** What can be done with a cell, shown while it is pointed at or selected. */
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { CellMenu } from './CellMenu'
import { useIntents, useOpen } from '../state/app'
import type { WrittenCell } from '../state/notebook'

export function CellActions({ cell, number }: { readonly cell: WrittenCell; readonly number: number }) {
  const words = useText()
  const intents = useIntents()
  const count = useOpen((open) => open.notebook.order.length)
  const { id } = cell
  const isCode = cell.cell_type === 'code'
  return (
    <div className="cell-actions" role="toolbar" aria-label={words.cell.actions(number)}>
      <IconButton
        {...{ icon: isCode ? 'markdown' : 'code', keys: isCode ? 'M' : 'Y' }}
        name={isCode ? words.cell.toMarkdown : words.cell.toCode}
        onClick={() => intents.setType(id, isCode ? 'markdown' : 'code')}
      />
      {isCode && (
        <IconButton
          {...{ icon: 'compare', name: words.compare.tryOnPythons }}
          onClick={() => intents.show({ kind: 'trial', cell: id })}
        />
      )}
      <IconButton
        {...{ icon: 'moveUp', name: words.cell.moveUp, keys: 'Alt+↑', isDisabled: number === 1 }}
        onClick={() => intents.move(id, -1)}
      />
      <IconButton
        {...{ icon: 'moveDown', name: words.cell.moveDown, keys: 'Alt+↓', isDisabled: number === count }}
        onClick={() => intents.move(id, 1)}
      />
      <IconButton
        {...{ icon: 'add', name: words.cell.addBelow, keys: 'B' }}
        onClick={() => intents.insertAt(number, 'code')}
      />
      <IconButton
        {...{ icon: 'delete', name: words.cell.delete, keys: 'D D' }}
        onClick={() => intents.remove(id)}
      />
      <CellMenu cell={cell} />
    </div>
  )
}
