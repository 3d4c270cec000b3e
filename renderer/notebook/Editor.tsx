/** A cell's text in CodeMirror. Its state (undo history, cursor) outlives the view, which exists only near what is seen. */
import { isolateHistory } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useContext, useEffect, useRef } from 'react'
import type { CellId } from '../../common/brands'
import type { CellType } from '../../common/notebook'
import { mustFind } from '../../common/result'
import { codeLines } from '../lines/codeLines'
import { PointedLineContext } from '../lines/PointedLine'
import { useCodeLines } from '../lines/useCodeLines'
import { useText } from '../i18n/text'
import { useApp, useIntents, useOpen, useWorld } from '../state/app'
import { editorExtensions, labelled, labelPlace, numbersPlace } from './editorSetup'
import { editorKeys } from './editorKeys'
import { EditorStates } from './editorStates'
import { findMarks, findPlace, soughtIn } from './findMarks'
import { definitionHelp, kernelHelp } from './kernelHelp'
import { definitionKeys } from './definitionKeys'
import { pictureDrops } from './pictureDrops'
import { showProblems } from './problemMarks'
import { changesBetween } from './textChanges'

export interface EditorProps {
  readonly id: CellId
  readonly type: CellType
  readonly source: string
  /** Its name for screen readers. */
  readonly label: string
  /** Whether keys should go here now. */
  readonly isEditing: boolean
}

export function Editor({ id, type, source, label, isEditing }: EditorProps) {
  const intents = useIntents()
  const { store } = useWorld()
  const states = useContext(EditorStates)
  const pointed = useContext(PointedLineContext)
  const { code: words, editor } = useText()
  const { phrases } = editor
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const isFinding = useApp((state) => state.finding !== null)
  const sought = useApp((state) => soughtIn(state.finding, id))
  const hasNumbers = useApp((state) => state.settings.lineNumbers && type === 'code')
  const first = useRef({ source, label })

  useEffect(() => {
    const extensions = [
      editorExtensions(type, editorKeys(intents), first.current.label, kernelHelp(store, intents)),
      type === 'code' ? [codeLines(pointed, id), definitionKeys(definitionHelp(id, store, intents))] : [],
      type === 'markdown' ? pictureDrops(id, intents) : [],
      EditorView.updateListener.of((update) => {
        if (update.docChanged) intents.setSource(id, update.state.doc.toString())
        if (!update.focusChanged) return
        if (update.view.hasFocus) intents.select(id, 'edit')
        // The focus went to nothing, such as the empty page: the cell is left. (To a menu, or another window: it is not.)
        else if (document.hasFocus() && document.activeElement === document.body) intents.leaveCell(id)
      })
    ]
    const kept = states.take(id, type)
    const state = kept ?? EditorState.create({ doc: first.current.source, extensions })
    const editor = new EditorView({ state })
    // Not while it is made: each attribute that it sets would have the browser lay out the page.
    mustFind(place.current, 'the place of the editor').append(editor.dom)
    view.current = editor
    return () => {
      states.keep(id, type, editor.state)
      view.current = null
      editor.destroy()
    }
  }, [id, type, store, intents, states, pointed])

  // The text changed elsewhere: a split, an undo, new layout. The cursor stays in what stays.
  useEffect(() => {
    const doc = view.current?.state.doc
    if (view.current === null || doc === undefined || doc.toString() === source) return
    view.current.dispatch({
      changes: changesBetween(doc.toString(), source),
      annotations: isolateHistory.of('full')
    })
  }, [source, type])

  useEffect(() => {
    first.current = { source, label }
    view.current?.dispatch({ effects: labelPlace.reconfigure(labelled(label, phrases)) })
  }, [source, label, phrases])

  useEffect(() => {
    if (view.current === null) return
    if (isEditing) {
      // Whoever steps through finds goes on typing in the bar.
      if (!isInFindBar()) view.current.focus()
    } else if (view.current.hasFocus) view.current.contentDOM.blur()
  }, [isEditing, isFinding, type])

  useEffect(() => {
    view.current?.dispatch({ effects: findPlace.reconfigure(findMarks(sought)) })
  }, [sought, type])

  useEffect(() => {
    view.current?.dispatch({ effects: numbersPlace.reconfigure(hasNumbers ? lineNumbers() : []) })
  }, [hasNumbers, type])

  const problems = useOpen((open) => open.problems.get(id))
  useEffect(() => {
    if (view.current !== null && type === 'code') showProblems(view.current, problems ?? [], words)
  }, [problems, words, type])

  useCodeLines(view, id, source)

  const reveal = useApp((state) => (state.reveal?.cell === id ? state.reveal : null))
  useEffect(() => {
    if (reveal === null || 'whole' in reveal || 'anchor' in reveal || view.current === null) return
    const { doc } = view.current.state
    const selection =
      'line' in reveal
        ? { anchor: doc.line(Math.min(reveal.line, doc.lines)).from }
        : { anchor: Math.min(reveal.from, doc.length), head: Math.min(reveal.to, doc.length) }
    view.current.dispatch({ selection, scrollIntoView: true })
  }, [reveal])

  return <div className="editor" ref={place} />
}

function isInFindBar(): boolean {
  const { activeElement } = document
  return activeElement !== null && activeElement.closest('.find-bar') !== null
}
