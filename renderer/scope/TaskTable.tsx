/** The tasks' figures as a table: for exact sums, and for whoever cannot see the lanes. */
import { useMemo } from 'react'
import type { Range } from '../../common/trace/verdict/figures'
import { taskFigures } from '../../common/trace/verdict/taskFigures'
import { AWAIT_KINDS, taskLabel } from '../../common/trace/taskTrace'
import type { Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'
import './tasks.css'

/** Longer tables are for `--json`. */
const ROWS = 200

export interface TaskTableProps {
  readonly trace: Trace
  /** `null`: the whole run. */
  readonly range: Range | null
}

export function TaskTable({ trace, range }: TaskTableProps) {
  const { scope } = useText()
  const { table, kinds, states } = scope.tasks
  const figures = useMemo(
    () => taskFigures(trace, range ?? undefined).filter(({ life }) => life > 0),
    [trace, range]
  )
  const { tasks, unlisted, cost } = trace.tasks
  if (figures.length === 0) return null
  const columns = AWAIT_KINDS.filter((kind) =>
    figures.some(({ suspendedBy }) => (suspendedBy[kind] ?? 0) >= 0.0005)
  )
  const time = (ms = 0): string => (ms === 0 ? '' : scope.tracks.duration(ms * 1000))
  const more = figures.length - ROWS + unlisted
  return (
    <div className="figures-room">
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{table.task}</th>
            <th scope="col">{table.end}</th>
            {range === null && <th scope="col">{table.steps}</th>}
            <th scope="col">{table.run}</th>
            <th scope="col">{table.ready}</th>
            {columns.map((kind) => (
              <th scope="col" key={kind}>
                {table.suspended} {kinds[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.slice(0, ROWS).map(({ task, run, ready, suspendedBy }) => {
            const about = tasks[task]
            if (about === undefined) return null
            return (
              <tr key={task}>
                <th scope="row" title={about.coroutine}>
                  {taskLabel(about) === about.name ? about.name : `${taskLabel(about)} · ${about.name}`}
                </th>
                <td>{states[about.state]}</td>
                {range === null && <td>{about.steps}</td>}
                <td>{time(run)}</td>
                <td>{time(ready)}</td>
                {columns.map((kind) => (
                  <td key={kind}>{time(suspendedBy[kind])}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="figures-note">
        {more > 0 && `${table.more(more)} `}
        {table.cost(scope.tracks.duration(cost))}
      </p>
    </div>
  )
}
