/**
 * A run's monitor as one picture that stands alone: figures, the verdict's sentence, the timeline of the whole run and what
 * its colours mean. The same trace always gives the same SVG, and its size is bounded whatever ran.
 */
import type { Language } from '../../ipc'
import type { Note } from '../../notes'
import { AXIS_HEIGHT } from './axis'
import { SvgPen } from './SvgPen'
import { estimatedWidth, wrapped } from './textWidth'
import { SHORTEST, TimeScale } from './TimeScale'
import { drawPicture, pictureOf, type Picture } from './drawTrace'
import { stateTimesIn, taskTimesIn } from '../stateTimes'
import { stripFigures, stripWords } from '../verdict/stripFigures'
import { TASK_STATES } from '../taskTrace'
import { SPAN_STATES, type Trace } from '../trace'
import { traceWords } from '../words'
import type { TraceWords } from '../words/TraceWords'

/** All in px. GitHub and JupyterLab have room for as much beside a cell's prompt. */
const WIDTH = 900
const NAMES = 168
const PADDING = 10
const LINE = 18
/** Rows below that are counted only: a reader wants to see the page's other cells too. */
const MOST_ROWS = 1200
const SWATCH = { width: 16, height: 10 } as const
const SMALL = 11

export interface MonitorAbout {
  readonly trace: Trace
  readonly notes: readonly Note[]
  readonly language: Language
  /** Of the picture, unlike those of others on the same page. */
  readonly id: string
  /** What is said of the run before its figures, e.g. which Python it was; '' for nothing. */
  readonly title: string
}

export interface Monitor {
  readonly svg: string
  /** The same for those who cannot see it: the sentence, the figures, the notes. */
  readonly text: string
}

export function monitorPicture({ trace, notes, language, id, title }: MonitorAbout): Monitor {
  const words = traceWords[language]
  const figures = stripFigures(trace)
  const sentence = figures.verdict.sentence[language]
  const line = [...(title === '' ? [] : [title]), ...stripWords(figures, words.strip)].join(' · ')
  const { duration } = words.tracks
  const said = notes.map(({ from, to, text }) => words.picture.note(duration(from), duration(to), text))
  const text = [line, sentence, ...said].join('\n')

  const pen = new SvgPen(id)
  const room = WIDTH - 2 * PADDING
  const sentences = wrapped(sentence, room, SENTENCE)
  const picture = pictureOf(trace, words.tracks, { notes })
  const rows = rowsWithRoom(picture)
  const hidden = picture.rows.length - rows.count
  const legend = legendOf(trace, words, room)
  const head = PADDING + LINE * (1 + sentences.length) + PADDING / 2
  const foot = head + AXIS_HEIGHT + rows.height + PADDING
  const lines = legend.length + (hidden > 0 ? 1 : 0)
  const height = foot + lines * LINE + PADDING / 2

  pen.fill('ground', [0, 0, WIDTH, height])
  pen.write('text', line, PADDING, PADDING + LINE / 2, { isStrong: true, width: room })
  sentences.forEach((each, i) => pen.write('text', each, PADDING, PADDING + LINE * (i + 1.5)))
  pen.below(head)
  const scale = new TimeScale(0, Math.max(trace.duration, SHORTEST), NAMES, WIDTH - NAMES)
  drawPicture(pen, { ...picture, rows: picture.rows.slice(0, rows.count) }, scale, AXIS_HEIGHT + rows.height)
  pen.below(foot)
  if (hidden > 0) pen.write('quiet', words.picture.moreRows(hidden), PADDING, LINE / 2, { isSmall: true })
  legend.forEach((entries, i) => {
    const middle = LINE * (i + 0.5 + (hidden > 0 ? 1 : 0))
    for (const { ink, name, x } of entries) {
      if (ink !== null) pen.fill(ink, [x, middle - SWATCH.height / 2, SWATCH.width, SWATCH.height])
      const left = ink === null ? x : x + SWATCH.width + 5
      pen.write(ink === null ? 'quiet' : 'text', name, left, middle, { isSmall: true })
    }
  })
  const about = { width: WIDTH, height, title: words.picture.title, description: text }
  return { svg: pen.picture({ ...about, language: TAGS[language] }), text }
}
const SENTENCE = 12
const TAGS: Record<Language, string> = { en: 'en', zh: 'zh-Hans' }

/** The first rows, as many as have room. */
function rowsWithRoom({ rows, height }: Picture): { readonly count: number; readonly height: number } {
  if (height <= MOST_ROWS) return { count: rows.length, height }
  const count = Math.max(
    1,
    rows.findIndex(({ track, top }) => top + track.height > MOST_ROWS)
  )
  const last = rows[count - 1]
  return { count, height: last === undefined ? 0 : last.top + last.track.height }
}

interface LegendEntry {
  /** Null: it is a word before others. */
  readonly ink: (typeof SPAN_STATES)[number] | (typeof TASK_STATES)[number] | null
  readonly name: string
  readonly x: number
}

/** What the colours mean, with how long threads and tasks were in each state, in lines of this width. */
function legendOf(trace: Trace, words: TraceWords, room: number): LegendEntry[][] {
  const whole = { from: 0, to: trace.duration }
  const [ofThreads, ofTasks] = [stateTimesIn(trace, whole), taskTimesIn(trace, whole)]
  const { states, duration } = words.tracks
  const threads = SPAN_STATES.filter((state) => state !== 'idle' && ofThreads.has(state)).map((ink) => ({
    ...{ ink, name: `${states[ink]} ${duration(ofThreads.get(ink) ?? 0)}` }
  }))
  const tasks = TASK_STATES.filter((state) => ofTasks.has(state)).map((ink) => ({
    ...{ ink, name: `${words.legend.taskStates[ink]} ${duration(ofTasks.get(ink) ?? 0)}` }
  }))
  const groups = [threads, tasks.length === 0 ? [] : [{ ink: null, name: words.legend.tasks }, ...tasks]]
  return groups.flatMap((entries) => {
    const lines: LegendEntry[][] = []
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
