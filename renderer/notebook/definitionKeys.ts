/** F12 and Ctrl+click (Cmd+click on macOS) go to where a name was defined, in this cell or another. */
import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import { nameAt } from './codeAtCursor'
import { element } from './helpDom'

export interface DefinitionHelp {
  /** False: no cell defines what stands at this place. */
  readonly goTo: (place: number) => boolean
  readonly notDefined: (name: string) => string
  readonly isMac: boolean
}

export function definitionKeys({ goTo, notDefined, isMac }: DefinitionHelp): Extension {
  function go(view: EditorView, place: number): boolean {
    const name = nameAt(view.state, place)
    if (name === null) return false
    if (!goTo(place)) view.dispatch({ effects: say.of({ place: name.from, text: notDefined(name.text) }) })
    return true
  }
  return [
    said,
    keymap.of([{ key: 'F12', run: (view) => go(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || event.altKey || !(isMac ? event.metaKey : event.ctrlKey)) return false
        const place = view.posAtCoords({ x: event.clientX, y: event.clientY })
        if (place === null || !go(view, place)) return false
        event.preventDefault()
        return true
      }
    })
  ]
}

const say = StateEffect.define<{ readonly place: number; readonly text: string }>()

/** A sentence at a place of the code, until something else is done. */
const said = StateField.define<Tooltip | null>({
  create: () => null,
  update(before, transaction) {
    for (const effect of transaction.effects) if (effect.is(say)) return tooltip(effect.value)
    return transaction.docChanged || transaction.selection !== undefined ? null : before
  },
  provide: (field) => showTooltip.from(field)
})

function tooltip({ place, text }: { readonly place: number; readonly text: string }): Tooltip {
  return {
    pos: place,
    above: true,
    create() {
      const dom = element('div', 'code-help', text)
      dom.setAttribute('role', 'alert')
      return { dom }
    }
  }
}
