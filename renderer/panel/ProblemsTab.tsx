/** What is wrong with the code of the notebook's cells: a list, from the top; each row leads to its place. */
import { useMemo } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useApp, useIntents, useOpen } from '../state/app'
import { isError, type CodeProblem } from '../state/codeProblems'
import './problems.css'

interface Row {
  readonly cell: CellId
  /** The cell's place, from 1, and the line in it. */
  readonly number: number
  readonly line: number
  readonly problem: CodeProblem
}

export function ProblemsTab() {
  const words = useText().code
  const intents = useIntents()
  const isOn = useApp(({ settings }) => settings.checksCode)
  const problems = useOpen((open) => open.problems)
  const notebook = useOpen((open) => open.notebook)
  const rows = useMemo(
    () =>
      notebook.order.flatMap((cell, at) => {
        const { source = '' } = notebook.cells.get(cell) ?? {}
        return (problems.get(cell) ?? []).map((problem): Row => {
          const line = source.slice(0, problem.from).split('\n').length
          return { cell, number: at + 1, line, problem }
        })
      }),
    [notebook.order, notebook.cells, problems]
  )
  const errors = rows.filter(({ problem }) => isError(problem)).length
  return (
    <>
      <div className="panel-tools problems-tools">
        <label className="problems-switch">
          <input type="checkbox" checked={isOn} onChange={() => void intents.toggleCodeCheck()} />
          {words.check}
        </label>
        <span className="quiet" role="status">
          {[errors > 0 && words.errors(errors), rows.length > errors && words.remarks(rows.length - errors)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {rows.length === 0 && (
        <div className="panel-empty">
          <p>{isOn ? words.none : words.off}</p>
          <p>{words.noneHint}</p>
        </div>
      )}
      {rows.length > 0 && (
        <ul className="problems">
          {rows.map(({ cell, number, line, problem }) => {
            const said = words.of(problem)
            const sign = isError(problem) ? 'error' : 'remark'
            return (
              <li key={`${cell} ${problem.from} ${problem.code} ${problem.name}`}>
                <button
                  type="button"
                  aria-label={words.goTo(said, number, line)}
                  onClick={() => intents.goToProblem(cell, problem.from, problem.to)}
                >
                  <span className={`problem-sign ${sign}`} title={words[sign]}>
                    <Icon name="warning" />
                  </span>
                  <span className="problem-text">{said}</span>
                  <span className="problem-place">{words.place(number, line)}</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
