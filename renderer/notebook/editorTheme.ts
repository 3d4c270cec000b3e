/** How editors look: all colours and sizes come from the page's tokens, so that a theme switch needs no new editor. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: 'var(--size-code)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: 'var(--line-code)', overflowX: 'auto' },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--selection)'
  },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--text-quiet)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 12px 0 0', fontSize: 'var(--size-small)' },
  '.cm-found': { backgroundColor: 'var(--warning-soft)', outline: '1px solid var(--warning)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent)'
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-soft)' }
})

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.character], color: 'var(--code-string)' },
  { tag: [tags.number, tags.escape], color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null, tags.self], color: 'var(--code-constant)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.meta, tags.annotation], color: 'var(--code-decorator)' },
  {
    tag: [tags.definition(tags.function(tags.variableName)), tags.definition(tags.className), tags.className],
    color: 'var(--code-definition)'
  },
  { tag: tags.heading, color: 'var(--code-definition)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.monospace, color: 'var(--code-string)' },
  { tag: tags.invalid, color: 'var(--danger)' }
])

export const editorTheme: Extension = [theme, syntaxHighlighting(colours)]
