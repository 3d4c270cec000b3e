/** What the editors of a notebook may ask about code: of its kernel, if there is one, and of its other cells. */
import type { CellId } from '../../common/brands'
import type { Completion, Inspection } from '../../common/session'
import type { EditorText } from '../i18n/editor.en'
import { chosenLanguage, text, type Text } from '../i18n/text'
import type { AppStore } from '../state/app'
import type { Intents } from '../state/intents/intents'
import { codeCells } from '../state/notebook'
import type { DefinitionHelp } from './definitionKeys'

export interface KernelHelp {
  /** There is a kernel that can answer; asking never starts one. */
  readonly canAsk: () => boolean
  /** Positions are in UTF-16 units, as the editor counts. */
  readonly complete: (code: string, cursor: number) => Promise<Completion>
  readonly inspect: (code: string, cursor: number) => Promise<Inspection>
  /** The code of all cells. */
  readonly sources: () => string[]
  /** The strings, in the language of the moment. */
  readonly text: () => EditorText
}

const ANSWERING: ReadonlySet<string> = new Set(['idle', 'busy', 'interrupting'])

export function kernelHelp(store: AppStore, intents: Intents): KernelHelp {
  return {
    canAsk: () => ANSWERING.has(store.getState().open?.kernel.status ?? 'none'),
    complete: intents.complete,
    inspect: intents.inspect,
    sources: () => {
      const { open } = store.getState()
      return open === null ? [] : codeCells(open.notebook).map(({ source }) => source)
    },
    text: () => words(store).editor
  }
}

/** What leads from a name in this cell to its definition. */
export function definitionHelp(cell: CellId, store: AppStore, intents: Intents): DefinitionHelp {
  return {
    goTo: (place) => intents.goToDefinition(cell, place),
    notDefined: (name) => words(store).code.notDefined(name),
    isMac: store.getState().hello.platform === 'darwin'
  }
}

/** The strings in the language of the moment. */
function words(store: AppStore): Text {
  const { settings, hello } = store.getState()
  return text(chosenLanguage(settings.language, hello.locale))
}
