/** The strings of help while writing code, in English; part of `en.ts`. */
export const editorEn = {
  help: 'Help',
  wholeHelp: 'Shift+Tab: all of it',
  enterHelp: 'Shift+Tab: go into it · Esc: close',
  /** CodeMirror's own words, by what they are in English. */
  phrases: {} as Record<string, string>,
  /** Facts that the kernel names in English, by its word. */
  facts: { Type: 'Type', Value: 'Value', Size: 'Size', File: 'File' },
  /** How large a value is, in the kernel's words: `12 items`, `(3, 4)`. */
  size: (told: string) => told
}

export type EditorText = typeof editorEn
