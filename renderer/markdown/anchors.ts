/** Which cell a link within the notebook leads to. Read from the cells' text: those out of sight are not rendered. Pure. */
import type { CellId } from '../../common/brands'
import type { WrittenCell } from '../state/notebook'
import { slug } from '../../common/markdown/slug'

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/
const PLACE = /<[a-z][^>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi

/** The first cell with a heading, or a place named in HTML, that has this name. */
export function cellWithAnchor(cells: Iterable<WrittenCell>, name: string): CellId | null {
  for (const cell of cells)
    if (cell.cell_type === 'markdown' && anchorsIn(cell.source).includes(name)) return cell.id
  return null
}

/** The names of all headings and named places of a Markdown text, in their order. */
export function anchorsIn(source: string): string[] {
  const names: string[] = []
  for (const line of proseLines(source)) {
    const title = HEADING.exec(line)?.[2]
    if (title !== undefined) names.push(slug(title))
    for (const [, place = ''] of line.matchAll(PLACE)) names.push(slug(place))
  }
  return names
}

/** A heading: its level, from 1 to 6, and its text as it was written. */
export interface Heading {
  readonly level: number
  readonly title: string
}

export function headingsIn(source: string): Heading[] {
  return [...proseLines(source)].flatMap((line) => {
    const [, marks, title] = HEADING.exec(line) ?? []
    return marks === undefined || title === undefined ? [] : [{ level: marks.length, title }]
  })
}

/** The lines outside of fenced code. */
function* proseLines(source: string): Generator<string> {
  let fence: string | null = null
  for (const line of source.split('\n')) {
    const mark = FENCE.exec(line)?.[1]
    if (fence === null && mark === undefined) yield line
    else if (fence === null) fence = mark ?? null
    else if (mark?.startsWith(fence) === true) fence = null
  }
}
