/** The figures of several runs beside each other, with a bar for the time and one for the CPU time of each. */
import type { ReactNode } from 'react'
import type { RunFigures } from '../../common/trace/verdict/compare'
import { useText } from '../i18n/text'

export interface ComparedRow {
  readonly key: string
  readonly name: string
  /** What it ran on, where the name does not say it. */
  readonly python?: string
  readonly hint?: string
  /** Null where the run has no trace, or none yet. */
  readonly figures: RunFigures | null
  /** Beside the name. */
  readonly tool?: ReactNode
  /** In place of the figures, and below them. */
  readonly note?: ReactNode
}

export function CompareTable({ rows }: { readonly rows: readonly ComparedRow[] }) {
  const { compare, scope } = useText()
  const { columns } = compare
  const first = rows.find(({ figures }) => figures !== null)?.figures
  const most = Math.max(1, ...rows.flatMap(({ figures }) => (figures ? [figures.wall, figures.cpu] : [])))
  const hasPythons = rows.some(({ python }) => python !== undefined)
  const duration = (ms: number): string => scope.tracks.duration(ms * 1000)
  return (
    <div className="figures-room">
      <table className="figures compared">
        <thead>
          <tr>
            {(hasPythons ? [columns.run, columns.python] : [columns.run]).map((name) => (
              <th scope="col" className="words" key={name}>
                {name}
              </th>
            ))}
            {[columns.wall, columns.cpu, columns.cores, columns.waited, columns.speedUp].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(({ key, name, python, hint, figures, tool, note }) => (
          <tbody key={key}>
            <tr>
              <th scope="row" title={hint}>
                {name} {tool}
              </th>
              {hasPythons && <td className="words">{python}</td>}
              {figures === null ? (
                <td colSpan={5} className="words">
                  {note}
                </td>
              ) : (
                <>
                  <td>
                    <Bar kind="wall" share={figures.wall / most} words={duration(figures.wall)} />
                  </td>
                  <td>
                    <Bar kind="cpu" share={figures.cpu / most} words={duration(figures.cpu)} />
                  </td>
                  <td>{figures.cores.toFixed(2)}</td>
                  <td>{figures.waited === null ? '–' : duration(figures.waited)}</td>
                  <td>{first && compare.times(first.wall / Math.max(figures.wall, 1e-3))}</td>
                </>
              )}
            </tr>
            {figures !== null && note !== undefined && (
              <tr className="compared-note">
                <td colSpan={hasPythons ? 7 : 6} className="words">
                  {note}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </div>
  )
}

interface BarProps {
  readonly kind: 'wall' | 'cpu'
  /** Of the longest, 0 to 1. */
  readonly share: number
  readonly words: string
}

function Bar({ kind, share, words }: BarProps) {
  return (
    <div className="bar-room">
      <div className={`bar bar-${kind}`} style={{ width: `${(share * 100).toFixed(1)}%` }} />
      <span>{words}</span>
    </div>
  )
}
