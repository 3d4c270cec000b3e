/** What a code cell's editor needs to show what its lines did, and to tell which one is pointed at. */
import type { Extension } from '@codemirror/state'
import type { CellId } from '../../common/brands'
import { heatGutter } from './heatGutter'
import { pointedLines } from './pointedLines'
import type { PointedLine } from './PointedLine'
import './lines.css'

export function codeLines(pointed: PointedLine, cell: CellId): Extension {
  const point = (line: number | null): void => {
    if (line === null) pointed.leave('code', cell)
    else pointed.point({ cell, line, by: 'code' })
  }
  return [heatGutter, pointedLines(point)]
}
