/** The time per line of one run as a table: exact, and for whoever cannot see the bars beside the code. */
import { useMemo } from 'react'
import { mustFind } from '../../common/result'
import type { Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { HEAT_PARTS, LinePlaces, linesOf, totalOf } from './heat'
import './lines.css'

/** The lines that took most; a table of all would be as long as the code. */
const MOST_ROWS = 40

export function LineTimes({ trace }: { readonly trace: Trace }) {
  const words = useText()
  const intents = useIntents()
  const executed = useOpen((open) => open.executed)
  const cells = useOpen((open) => open.notebook.cells)
  const order = useOpen((open) => open.notebook.order)
  const rows = useMemo(() => {
    const places = new LinePlaces(trace, executed, cells)
    return [...linesOf(trace)]
      .sort((a, b) => totalOf(b) - totalOf(a))
      .slice(0, MOST_ROWS)
      .map((times) => {
        const place = places.placeOf(times)
        const source = place === null ? '' : mustFind(cells.get(place.cell), 'a cell with a line').source
        return { times, place, code: source.split('\n')[(place?.line ?? 0) - 1]?.trim() ?? '' }
      })
  }, [trace, executed, cells])
  const { lines, scope } = words
  if (rows.length === 0) return <p className="lines-note">{lines.noLines}</p>
  const lost = rows.filter(({ place }) => place === null).length
  const shown = HEAT_PARTS.filter((part) => rows.some(({ times }) => times[part] >= 0.05))
  const time = (ms: number): string => (ms < 0.05 ? '' : scope.tracks.duration(ms * 1000))
  return (
    <details className="line-times">
      <summary>
        {lines.table}
        {lost > 0 && ` · ${lines.lost(lost)}`}
      </summary>
      <div className="figures-room">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{lines.columns.line}</th>
              <th scope="col" className="line-code">
                {lines.columns.code}
              </th>
              {shown.map((part) => (
                <th scope="col" key={part}>
                  {lines.parts[part]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ times, place, code }) => (
              <tr key={`${times.file} ${times.line}`}>
                <th scope="row">
                  {place === null ? (
                    `[${times.file.replace(/\D/g, '')}]:${times.line} (${lines.unplaced})`
                  ) : (
                    <button
                      type="button"
                      aria-label={lines.goTo(order.indexOf(place.cell) + 1, place.line)}
                      onClick={() => intents.revealLine(place.cell, place.line)}
                    >
                      {lines.place(order.indexOf(place.cell) + 1, place.line)}
                    </button>
                  )}
                </th>
                <td className="line-code">{code}</td>
                {shown.map((part) => (
                  <td key={part}>{time(times[part])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
