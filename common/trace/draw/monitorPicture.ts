/**
 * A run's monitor as one picture that stands alone: figures, the verdict's sentence, the timeline of the whole run and what
 * its colours mean. The same trace always gives the same SVG, and its size is bounded whatever ran.
 */
import type { Language } from '../../ipc'
import type { Note } from '../../notes'
import { SvgPen } from './SvgPen'
import { estimatedWidth, wrapped } from './textWidth'
import { pictureOf } from './drawTrace'
import { legendOf, type LegendEntry } from './legend'
import { stripFigures, stripWords } from '../verdict/stripFigures'
import { drawTimeline, LANGUAGE_TAGS, rowsWithRoom, WIDTH } from './timelineSvg'
import type { Trace } from '../trace'
import { traceWords } from '../words'

/** All in px. */
const PADDING = 10
const LINE = 18
const SWATCH = { width: 16, height: 10 } as const
const SMALL = 11

export interface RunAbout {
  readonly trace: Trace
  readonly notes: readonly Note[]
  readonly language: Language
  /** What is said of the run before its figures, e.g. which Python it was; '' for nothing. */
  readonly title: string
}

export interface MonitorAbout extends RunAbout {
  /** Of the picture, unlike those of others on the same page. */
  readonly id: string
}

/** What is said of a run in words. */
export interface MonitorWords {
  /** What it was, and its figures. */
  readonly line: string
  readonly sentence: string
  readonly notes: readonly string[]
}

export interface Monitor {
  readonly svg: string
  /** The same for those who cannot see it: the sentence, the figures, the notes. */
  readonly text: string
}

export function monitorWords({ trace, notes, language, title }: RunAbout): MonitorWords {
  const { strip, tracks, picture } = traceWords[language]
  const figures = stripFigures(trace)
  const { duration } = tracks
  return {
    line: [...(title === '' ? [] : [title]), ...stripWords(figures, strip)].join(' · '),
    sentence: figures.verdict.sentence[language],
    notes: notes.map(({ from, to, text }) => picture.note(duration(from), duration(to), text))
  }
}

export function monitorPicture(about: MonitorAbout): Monitor {
  const { trace, notes, language, id } = about
  const words = traceWords[language]
  const { line, sentence, notes: said } = monitorWords(about)
  const text = [line, sentence, ...said].join('\n')

  const pen = new SvgPen(id)
  const room = WIDTH - 2 * PADDING
  const sentences = wrapped(sentence, room, SENTENCE)
  const picture = pictureOf(trace, words.tracks, { notes })
  const rows = rowsWithRoom(picture)
  const legend = placed(legendOf([trace], words), room)
  const head = PADDING + LINE * (1 + sentences.length) + PADDING / 2
  const foot = head + rows.height + PADDING
  const more = rows.hidden > 0 ? 1 : 0
  const height = foot + (legend.length + more) * LINE + PADDING / 2

  pen.fill('ground', [0, 0, WIDTH, height])
  pen.write('text', line, PADDING, PADDING + LINE / 2, { isStrong: true, width: room })
  sentences.forEach((each, i) => pen.write('text', each, PADDING, PADDING + LINE * (i + 1.5)))
  pen.below(head)
  drawTimeline(pen, picture, rows)
  pen.below(foot)
  if (more > 0) pen.write('quiet', words.picture.moreRows(rows.hidden), PADDING, LINE / 2, { isSmall: true })
  legend.forEach((entries, i) => {
    const middle = LINE * (i + 0.5 + more)
    for (const { ink, name, x } of entries) {
      if (ink !== null) pen.fill(ink, [x, middle - SWATCH.height / 2, SWATCH.width, SWATCH.height])
      const left = ink === null ? x : x + SWATCH.width + 5
      pen.write(ink === null ? 'quiet' : 'text', name, left, middle, { isSmall: true })
    }
  })
  const { title } = words.picture
  const tag = LANGUAGE_TAGS[language]
  return { svg: pen.picture({ width: WIDTH, height, title, description: text, language: tag }), text }
}
const SENTENCE = 12

/** In lines of this width. */
function placed(
  groups: readonly (readonly LegendEntry[])[],
  room: number
): (LegendEntry & { readonly x: number })[][] {
  return groups.flatMap((entries) => {
    const lines: (LegendEntry & { readonly x: number })[][] = []
    let x = Infinity
    for (const { ink, name } of entries) {
      const width = estimatedWidth(name, SMALL) + (ink === null ? 0 : SWATCH.width + 5)
      if (x + width > room) {
        lines.push([])
        x = PADDING
      }
      lines.at(-1)?.push({ ink, name, x })
      x += width + 14
    }
    return lines
  })
}
