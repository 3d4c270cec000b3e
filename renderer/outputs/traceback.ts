/** A traceback's lines, with the places in cells that they name. */
import type { ErrorOutput } from '../../common/notebook'
import { AnsiLines } from './ansiLines'
import type { Style } from './ansiStyle'

export interface CellPlace {
  readonly executionCount: number
  /** From 1. */
  readonly line: number
}

export interface TracebackPart {
  readonly text: string
  readonly style: Style
  /** The cell's line that this text names, if it names one. */
  readonly place: CellPlace | null
}

export interface TracebackLine {
  readonly parts: readonly TracebackPart[]
  /** The arrow points at this line: here it happened, or from here the next frame was called. */
  readonly isPointedAt: boolean
  /** It says how the exception above led to the one below. */
  readonly isBetween: boolean
}

/** `Cell In[3], line 7`, also with quotes as in `File "Cell In[3]", line 7`, and as IPython writes it in old files. */
const PLACE = /Cell In ?\[(\d+)\]"?, line (\d+)/g
/** Python's words between chained exceptions (Lib/traceback.py), also within a group's frame. */
const BETWEEN = /^[\s|]*(?:The above exception was the direct cause|During handling of the above exception)/
/** `--> the code`, or `----> 7 the code` as IPython writes it. */
const ARROW = /^\s*-{2,}> /

/**
 * The lines of an error's traceback, coloured as the kernel coloured them. Its end is left out where it only repeats the
 * error's name and message, which the error's head says already.
 */
export function tracebackLines({ ename, evalue, traceback }: ErrorOutput): TracebackLine[] {
  const lines = new AnsiLines()
  lines.write(traceback.join('\n').trimEnd(), false)
  const texts = Array.from({ length: lines.count }, (_, index) => lines.plainLine(index))
  const head = evalue === '' ? [ename] : `${ename}: ${evalue}`.trimEnd().split('\n')
  const repeats =
    texts
      .slice(-head.length)
      .join('\n')
      .replace(/^[\w.]*\./, '') === head.join('\n')
  return texts.slice(0, repeats ? -head.length : undefined).map((text, index) => {
    const spans = lines.line(index)
    const parts: TracebackPart[] = []
    const cuts = placesIn(text)
    let at = 0
    for (const span of spans) {
      parts.push(...cutSpan(span, at, cuts))
      at += span.text.length
    }
    return { parts, isPointedAt: ARROW.test(text), isBetween: BETWEEN.test(text) }
  })
}

interface PlaceInText extends CellPlace {
  readonly from: number
  readonly to: number
}

function placesIn(text: string): PlaceInText[] {
  return [...text.matchAll(PLACE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    executionCount: Number(match[1]),
    line: Number(match[2])
  }))
}

/** One piece of a line, cut where a place begins or ends; a place may reach over several pieces. */
function cutSpan(
  span: { text: string; style: Style },
  start: number,
  places: readonly PlaceInText[]
): TracebackPart[] {
  const end = start + span.text.length
  const edges = new Set([start, end])
  for (const { from, to } of places)
    for (const edge of [from, to]) if (edge > start && edge < end) edges.add(edge)
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? end
    const place = places.find((candidate) => candidate.from <= from && to <= candidate.to)
    return {
      text: span.text.slice(from - start, to - start),
      style: span.style,
      place: place === undefined ? null : { executionCount: place.executionCount, line: place.line }
    }
  })
}
