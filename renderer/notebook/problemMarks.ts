/** What is wrong with a cell's code, underlined; said on hover, and by F8, which goes from one to the next. */
import { type Diagnostic, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint'
import type { Extension, Text } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import type { CodeText } from '../i18n/code.en'
import { isError, type CodeProblem } from '../state/codeProblems'

/** The problems themselves are read elsewhere, over all cells. */
export function problemMarks(): Extension {
  return [
    linter(null),
    keymap.of([
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic }
    ])
  ]
}

export function showProblems(view: EditorView, problems: readonly CodeProblem[], words: CodeText): void {
  const marks = problems.map((problem) => markOf(problem, view.state.doc, words))
  view.dispatch(setDiagnostics(view.state, marks))
}

function markOf(problem: CodeProblem, doc: Text, words: CodeText): Diagnostic {
  // The text may have gone on since it was read.
  const to = Math.min(problem.to, doc.length)
  const from = Math.min(problem.from, to)
  const isUnused = problem.kind === 'unusedImport' || problem.kind === 'unusedVariable'
  return {
    ...{ from, to },
    severity: isError(problem) ? 'error' : 'warning',
    message: words.of(problem),
    ...(isUnused ? { markClass: 'cm-unused' } : {})
  }
}
