/** What a name is, when the pointer rests on it: how it is called, or its type and short value. */
import { completionStatus } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { closeHoverTooltips, hoverTooltip } from '@codemirror/view'
import { nameAt } from './codeAtCursor'
import { describedBy } from './description'
import { element, helpNodes } from './helpDom'
import type { KernelHelp } from './kernelHelp'
import { showsSignature } from './signatureHelp'

/** A pause, not just passing by (ms). */
const PAUSE = 600

export function hoverHelp(help: KernelHelp): Extension {
  return hoverTooltip(
    async (view, pos) => {
      const name = nameAt(view.state, pos)
      const isBusy = completionStatus(view.state) !== null || showsSignature(view.state)
      if (name === null || isBusy || !help.canAsk()) return null
      const description = describedBy(await help.inspect(name.text, name.text.length))
      if (description === null) return null
      return {
        pos: name.from,
        end: name.to,
        above: true,
        create: () => {
          const dom = element('div', 'code-help')
          dom.setAttribute('role', 'tooltip')
          dom.append(helpNodes(description, { isWhole: false, text: help.text() }))
          // The pointer may rest on a name while the keys go elsewhere.
          const onKey = (event: KeyboardEvent): void => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            view.dispatch({ effects: closeHoverTooltips })
          }
          document.addEventListener('keydown', onKey, true)
          return { dom, destroy: () => document.removeEventListener('keydown', onKey, true) }
        }
      }
    },
    { hoverTime: PAUSE, hideOnChange: true }
  )
}
