/** What is done to a cell less often. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { MenuItem } from '../shell/MenuItem'
import { Popup } from '../shell/Popup'
import { useWorld } from '../state/app'
import { isHidden } from '../state/cellEdits'
import type { WrittenCell } from '../state/notebook'

export function CellMenu({ cell }: { readonly cell: WrittenCell }) {
  const { editing: words, code, outputs } = useText()
  const { layOut } = code
  const { intents } = useWorld()
  const { id } = cell
  const isCode = cell.cell_type === 'code'
  /** The menu acts on this cell alone, whichever are chosen. */
  const here = (act: () => unknown): (() => unknown) => {
    return () => {
      intents.select(id, 'command')
      return act()
    }
  }
  const isInputHidden = isHidden(cell, 'source_hidden')
  const areOutputsHidden = isHidden(cell, 'outputs_hidden')
  return (
    <Popup name={words.more} className="icon-button" face={<Icon name="more" />}>
      <div className="menu">
        <MenuItem name={words.mergeBelow} keys="Shift+M" onClick={here(() => intents.mergeChosen())} />
        <MenuItem name={words.runAbove} onClick={here(() => intents.runFromHere(-1))} />
        <MenuItem name={words.runBelow} onClick={here(() => intents.runFromHere(1))} />
        {isCode && (
          <>
            <MenuItem name={layOut} keys="Shift+Alt+F" onClick={here(() => intents.layOutChosen())} />
            <MenuItem
              name={isInputHidden ? words.showInput : words.hideInput}
              onClick={here(() => intents.toggleInput())}
            />
            <MenuItem
              name={areOutputsHidden ? words.showOutputs : words.hideOutputs}
              keys="O"
              onClick={here(() => intents.toggleOutputs())}
            />
            <MenuItem name={outputs.clear} onClick={here(() => intents.clearChosen())} />
          </>
        )}
        <MenuItem name={words.tags} onClick={here(() => intents.show({ kind: 'metadata', cell: id }))} />
      </div>
    </Popup>
  )
}
