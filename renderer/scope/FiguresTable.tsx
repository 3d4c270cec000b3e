/** A timeline's figures as a table: for exact sums, and for whoever cannot see the picture. */
import { useMemo } from 'react'
import type { Range } from '../../common/trace/verdict/figures'
import { figuresTableOf } from '../../common/trace/verdict/figuresTable'
import type { Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'

export interface FiguresTableProps {
  readonly trace: Trace
  /** `null`: the whole run. */
  readonly range: Range | null
}

export function FiguresTable({ trace, range }: FiguresTableProps) {
  const { scope } = useText()
  const { head, rows, foot } = useMemo(() => figuresTableOf(trace, scope, range), [trace, scope, range])
  return (
    <div className="figures-room">
      <table className="figures">
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ thread, cells }) => (
            <Row key={thread} cells={cells} />
          ))}
        </tbody>
        <tfoot>
          <Row cells={foot} />
        </tfoot>
      </table>
    </div>
  )
}

function Row({ cells: [name, ...others] }: { readonly cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {others.map((cell, column) => (
        <td key={column}>{cell}</td>
      ))}
    </tr>
  )
}
