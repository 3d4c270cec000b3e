/** What the user does with the help below a cell. */
import type { CellId } from '../../../common/brands'
import type { RuleName } from '../../../common/help/ruleNames'
import type { Settings } from '../../../common/ipc'
import { select } from '../choice'
import { mustHave } from '../notebook'
import { edited } from '../open'
import { isActive } from '../runs'
import type { CellIntents } from './cellIntents'
import type { World } from './intents'
import type { KernelIntents } from './kernelIntents'

export function helpIntents(
  { store }: World,
  kernel: KernelIntents,
  { insertCode }: CellIntents,
  changeSettings: (change: Partial<Settings>) => Promise<void>
) {
  return {
    /** Puts the mended code below its cell, once; a cell that still runs is interrupted. */
    async mend(cell: CellId, code: string): Promise<void> {
      const { open } = store.getState()
      if (open === null) return
      const { notebook } = open
      const next = notebook.order[notebook.order.indexOf(cell) + 1]
      if (next !== undefined && mustHave(notebook, next).source === code)
        store.setState({ open: edited(open, select(notebook, next, 'command')) })
      else insertCode(code, cell)
      if (isActive(open.runs.get(cell))) await kernel.interrupt()
    },

    /** Switches a rule on or off, for all notebooks. */
    setHelp(rule: RuleName, isOn: boolean): Promise<void> {
      const others = store.getState().settings.helpOff.filter((each) => each !== rule)
      return changeSettings({ helpOff: isOn ? others : [...others, rule] })
    }
  }
}
