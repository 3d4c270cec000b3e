/**
 * The keys, as a table: Jupyter's, in its two modes. Editors get the `edit` rows through CodeMirror (`editorKeys.ts`), all
 * the others are heard by the page; the list of shortcuts that the user sees is made from the same rows.
 */
import type { Text } from '../i18n/text'
import type { Intents } from '../state/intents/intents'

/** `both`: whatever has the focus. */
export type KeyMode = 'command' | 'edit' | 'both'

export interface Binding {
  /** CodeMirror's way of writing keys (`Mod` is Cmd on macOS, Ctrl elsewhere); `D D` is D pressed twice. */
  readonly keys: string
  /** On macOS, where these are others. */
  readonly mac?: string
  readonly mode: KeyMode
  /** Its name in the strings. */
  readonly name: keyof Text['editing']['keys']
  readonly run: (intents: Intents, context: KeyContext) => unknown
}

/** What an action may need to know of the moment it is called. */
export interface KeyContext {
  /** Where the cursors are in the selected cell's text, counted in UTF-16 units. */
  readonly cursors: readonly number[]
}

const both = (keys: string, name: Binding['name'], run: Binding['run']): Binding => ({
  ...{ keys, name, run },
  mode: 'both'
})
const command = (keys: string, name: Binding['name'], run: Binding['run']): Binding => ({
  ...{ keys, name, run },
  mode: 'command'
})
const edit = (keys: string, name: Binding['name'], run: Binding['run']): Binding => ({
  ...{ keys, name, run },
  mode: 'edit'
})

export const BINDINGS: readonly Binding[] = [
  both('Shift-Enter', 'runAndSelectNext', (intents) => intents.runAndSelectNext()),
  both('Mod-Enter', 'run', (intents) => intents.runSelected()),
  // On macOS Jupyter's own Ctrl+Enter stays beside Cmd+Enter; elsewhere this row says the same as the one above.
  both('Ctrl-Enter', 'run', (intents) => intents.runSelected()),
  both('Alt-Enter', 'runAndInsert', (intents) => intents.runAndInsert()),
  both('Mod-s', 'save', (intents) => intents.save()),
  both('Mod-f', 'find', (intents) => intents.find()),
  both('Mod-Shift-m', 'showProblems', (intents) => intents.showProblems()),
  both('Shift-Alt-f', 'layOut', (intents) => intents.layOutChosen()),
  both('Mod-b', 'togglePanel', (intents) => intents.togglePanel()),
  both('Mod-Shift-b', 'toggleBrowser', (intents) => intents.toggleBrowser()),

  edit('Escape', 'leave', (intents) => intents.leave()),
  edit('Ctrl-Shift--', 'split', (intents, { cursors }) => intents.splitSelected(cursors)),

  command('Enter', 'edit', (intents) => intents.edit()),
  command('ArrowUp', 'selectPrevious', (intents) => intents.selectNeighbour(-1)),
  command('k', 'selectPrevious', (intents) => intents.selectNeighbour(-1)),
  command('ArrowDown', 'selectNext', (intents) => intents.selectNeighbour(1)),
  command('j', 'selectNext', (intents) => intents.selectNeighbour(1)),
  command('Shift-ArrowUp', 'extendUp', (intents) => intents.extendBy(-1)),
  command('Shift-k', 'extendUp', (intents) => intents.extendBy(-1)),
  command('Shift-ArrowDown', 'extendDown', (intents) => intents.extendBy(1)),
  command('Shift-j', 'extendDown', (intents) => intents.extendBy(1)),
  command('Mod-a', 'chooseAll', (intents) => intents.chooseAll()),
  command('a', 'insertAbove', (intents) => intents.insertBeside(0, 'code', 'command')),
  command('b', 'insertBelow', (intents) => intents.insertBeside(1, 'code', 'command')),
  command('d d', 'delete', (intents) => intents.removeSelected()),
  command('z', 'undo', (intents) => intents.undo()),
  command('Mod-z', 'undo', (intents) => intents.undo()),
  command('Shift-z', 'redo', (intents) => intents.redo()),
  command('Mod-Shift-z', 'redo', (intents) => intents.redo()),
  command('x', 'cut', (intents) => intents.cutSelected()),
  command('c', 'copy', (intents) => intents.copySelected()),
  command('v', 'paste', (intents) => intents.paste(1)),
  command('Shift-v', 'pasteAbove', (intents) => intents.paste(0)),
  command('Shift-m', 'merge', (intents) => intents.mergeChosen()),
  command('m', 'toMarkdown', (intents) => intents.setSelectedType('markdown')),
  command('y', 'toCode', (intents) => intents.setSelectedType('code')),
  command('r', 'toRaw', (intents) => intents.setSelectedType('raw')),
  command('1', 'toHeading1', (intents) => intents.makeHeadings(1)),
  command('2', 'toHeading2', (intents) => intents.makeHeadings(2)),
  command('3', 'toHeading3', (intents) => intents.makeHeadings(3)),
  command('4', 'toHeading4', (intents) => intents.makeHeadings(4)),
  command('5', 'toHeading5', (intents) => intents.makeHeadings(5)),
  command('6', 'toHeading6', (intents) => intents.makeHeadings(6)),
  command('Alt-ArrowUp', 'moveUp', (intents) => intents.moveSelected(-1)),
  command('Alt-ArrowDown', 'moveDown', (intents) => intents.moveSelected(1)),
  command('ArrowLeft', 'foldSection', (intents) => intents.foldSection(true)),
  command('ArrowRight', 'unfoldSection', (intents) => intents.foldSection(false)),
  command('o', 'toggleOutputs', (intents) => intents.toggleOutputs()),
  command('Shift-o', 'toggleScrolling', (intents) => intents.toggleScrolling()),
  command('l', 'toggleLineNumbers', (intents) => intents.toggleLineNumbers()),
  command('f', 'find', (intents) => intents.find()),
  command('i i', 'interrupt', (intents) => intents.interrupt()),
  command('0 0', 'restart', (intents) => intents.askToRestart(false)),
  command('h', 'showKeys', (intents) => intents.show({ kind: 'shortcuts' })),
  command('?', 'showKeys', (intents) => intents.show({ kind: 'shortcuts' }))
]

/** Keys of the editor's own (`editorSetup.ts` and what it is made of), for the list that the user sees. */
export const EDITOR_KEYS: readonly Omit<Binding, 'run'>[] = [
  { keys: 'Tab', mode: 'edit', name: 'complete' },
  { keys: 'Ctrl-Space', mode: 'edit', name: 'completeAnywhere' },
  { keys: 'Shift-Tab', mode: 'edit', name: 'help' },
  { keys: 'F12', mode: 'edit', name: 'definition' },
  { keys: 'F8', mode: 'edit', name: 'nextProblem' },
  { keys: 'Mod-/', mode: 'edit', name: 'comment' },
  { keys: 'Mod-d', mode: 'edit', name: 'selectSame' },
  { keys: 'Mod-Alt-ArrowDown', mode: 'edit', name: 'addCursor' },
  { keys: 'Mod-Alt-ArrowUp', mode: 'edit', name: 'addCursor' },
  { keys: 'Mod-Shift-[', mac: 'Mod-Alt-[', mode: 'edit', name: 'foldCode' },
  { keys: 'Mod-Shift-]', mac: 'Mod-Alt-]', mode: 'edit', name: 'foldCode' }
]

/** What a key event is called in the table, without regard to Mod: `Ctrl-Shift--`, `Shift-Enter`, `a`. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>
): string {
  const isLetter = /^[a-z]$/i.test(event.key)
  // Shift is part of a printed sign (`?`), except that a letter is written small and keeps its Shift.
  const shift = event.shiftKey && (isLetter || event.key.length > 1 || event.ctrlKey || event.metaKey)
  const key = isLetter ? event.key.toLowerCase() : event.key
  return [event.ctrlKey && 'Ctrl', event.metaKey && 'Meta', event.altKey && 'Alt', shift && 'Shift', key]
    .filter(Boolean)
    .join('-')
}

/** How a row's keys look as key events name them on this system. */
export function onPlatform(keys: string, isMac: boolean): string {
  return keys.replace('Mod-', isMac ? 'Meta-' : 'Ctrl-')
}

/** The second of two keys must come within this time (ms) after the first, as in Jupyter. */
const PAIR_PATIENCE = 1_000

/** Reads keys one after the other, and knows when two of them make a pair. */
export class KeyReader {
  /** The first key of a possible pair, and when it was pressed (ms). */
  private first: { readonly name: string; readonly at: number } | null = null

  constructor(
    private readonly isMac: boolean,
    private readonly bindings: readonly Binding[] = BINDINGS
  ) {}

  /** The row that a key pressed at `at` (ms, on any clock) completes; `undefined` when none. */
  read(name: string, mode: Exclude<KeyMode, 'both'>, at: number): Binding | undefined {
    const pair =
      this.first !== null && at - this.first.at <= PAIR_PATIENCE ? `${this.first.name} ${name}` : null
    const found = this.find(pair, mode) ?? this.find(name, mode)
    this.first = found === undefined ? { name, at } : null
    return found
  }

  private find(keys: string | null, mode: KeyMode): Binding | undefined {
    return this.bindings.find(
      (row) => onPlatform(row.keys, this.isMac) === keys && (row.mode === mode || row.mode === 'both')
    )
  }
}
