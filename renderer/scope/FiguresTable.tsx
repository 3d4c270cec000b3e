/** A timeline's figures as a table: for exact sums, and for whoever cannot see the picture. */
import { useMemo } from 'react'
import { evidenceOf, labelOf } from '../../common/trace/evidence'
import type { Range } from '../../common/trace/figures'
import { figuresOf, sumOf } from '../../common/trace/figures'
import { SPAN_STATES, type Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'

export interface FiguresTableProps {
  readonly trace: Trace
  /** `null`: the whole run. */
  readonly range: Range | null
}

export function FiguresTable({ trace, range }: FiguresTableProps) {
  const { scope } = useText()
  const { figures, columns } = useMemo(() => tableOf(trace, range), [trace, range])
  const time = (ms: number): string => (ms === 0 ? '' : scope.tracks.duration(ms * 1000))
  const hasGil = figures.gil.held > 0
  const manyProcesses = figures.processes.length > 1
  return (
    <div className="figures-room">
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{scope.figures.thread}</th>
            {manyProcesses && <th scope="col">{scope.figures.process}</th>}
            <th scope="col">{scope.figures.cpu}</th>
            {hasGil && <th scope="col">{scope.figures.held}</th>}
            {columns.map((state) => (
              <th scope="col" key={state}>
                {scope.states[state]}
              </th>
            ))}
            <th scope="col">{scope.figures.cores}</th>
          </tr>
        </thead>
        <tbody>
          {figures.threads.map((thread) => (
            <tr key={thread.thread}>
              <th scope="row">{thread.label}</th>
              {manyProcesses && <td>{thread.pid}</td>}
              <td>{time(thread.cpu)}</td>
              {hasGil && <td>{time(thread.held)}</td>}
              {columns.map((state) => (
                <td key={state}>{time(thread.states[state])}</td>
              ))}
              <td>{thread.coresUsed.join(', ')}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{scope.figures.all(time(figures.wall), figures.cores)}</th>
            {manyProcesses && <td />}
            <td>{time(figures.cpu)}</td>
            {hasGil && <td>{time(figures.gil.held)}</td>}
            {columns.map((state) => (
              <td key={state}>{time(sumOf(figures.threads, ({ states }) => states[state]))}</td>
            ))}
            <td>{figures.coresUsed.join(', ')}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The threads that took part, and the states that any of them was in. */
function tableOf(trace: Trace, range: Range | null) {
  const took = new Set(evidenceOf(trace).taking.map(({ thread }) => thread))
  const whole = figuresOf(trace, range ?? undefined)
  const threads = whole.threads
    .filter(({ thread }) => took.has(thread))
    .map((figures) => {
      const thread = trace.threads[figures.thread]
      return { ...figures, label: thread ? labelOf(trace, thread) : figures.name }
    })
  const columns = SPAN_STATES.filter((state) => threads.some(({ states }) => states[state] >= 0.0005))
  return { figures: { ...whole, threads }, columns }
}
