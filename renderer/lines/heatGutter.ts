/** A gutter of an editor that shows the heat of its lines: a bar of parts, and the time. */
import {
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Extension,
  type Text
} from '@codemirror/state'
import { EditorView, gutter, GutterMarker, showPanel, type PanelConstructor } from '@codemirror/view'
import type { TrackWords } from '../../common/trace/draw/Track'
import type { LinesText } from '../i18n/lines.en'
import { HEAT_PARTS, totalOf, type HeatTimes } from './heat'

/** What a gutter shows: by line of the present text, from 1. */
export interface ShownHeat {
  readonly lines: ReadonlyMap<number, HeatTimes>
  /** What fills a whole bar, in ms. */
  readonly most: number
  /** Which run it is of, where that is another cell's; empty otherwise. */
  readonly origin: string
  /** How many lines that took time were edited since. */
  readonly lost: number
  readonly words: LinesText
  readonly duration: TrackWords['duration']
}

/** Below this (ms) a line has no bar: less than a few samples. */
const LEAST = 8
/** A part that is there is seen, in % of the whole bar. */
const LEAST_PART = 2

class HeatMarker extends GutterMarker {
  constructor(
    private readonly times: HeatTimes,
    private readonly heat: ShownHeat
  ) {
    super()
  }

  override eq(other: GutterMarker): boolean {
    return (
      other instanceof HeatMarker &&
      other.heat.most === this.heat.most &&
      sayHeat(other.times, other.heat) === sayHeat(this.times, this.heat)
    )
  }

  override toDOM(): Node {
    const { times, heat } = this
    const row = document.createElement('div')
    row.className = 'heat-row'
    row.title = sayHeat(times, heat)
    const bar = row.appendChild(document.createElement('div'))
    bar.className = 'heat-bar'
    for (const part of HEAT_PARTS) {
      const share = (100 * times[part]) / heat.most
      if (times[part] < 1) continue
      const piece = bar.appendChild(document.createElement('div'))
      piece.className = `heat-part heat-${part}`
      piece.style.width = `${Math.max(LEAST_PART, share).toFixed(1)}%`
    }
    row.appendChild(document.createElement('span')).textContent = heat.duration(totalOf(times) * 1000)
    return row
  }
}

/** All figures of a line in words. */
function sayHeat(times: HeatTimes, { words, duration, origin }: ShownHeat): string {
  const parts = HEAT_PARTS.filter((part) => times[part] >= 0.05)
  const figures = words.figures(
    parts.map((part) => [words.parts[part], duration(times[part] * 1000)] as const)
  )
  return origin === '' ? figures : `${figures}\n${origin}`
}

const setHeat = StateEffect.define<ShownHeat | null>()

function markersOf(heat: ShownHeat, text: Text): RangeSet<GutterMarker> {
  const markers = new RangeSetBuilder<GutterMarker>()
  for (const [line, times] of [...heat.lines].sort(([a], [b]) => a - b)) {
    if (line > text.lines || totalOf(times) < LEAST) continue
    const { from } = text.line(line)
    markers.add(from, from, new HeatMarker(times, heat))
  }
  return markers.finish()
}

/** Below the code: whose run the times are of, and what is missing. */
function noteOf({ origin, lost, words }: ShownHeat): PanelConstructor | null {
  const note = [origin, lost > 0 ? words.lost(lost) : ''].filter((part) => part !== '').join(' · ')
  if (note === '') return null
  return () => {
    const dom = document.createElement('div')
    dom.className = 'heat-note'
    dom.textContent = note
    return { dom }
  }
}

interface Shown {
  readonly isShown: boolean
  readonly markers: RangeSet<GutterMarker>
  readonly note: PanelConstructor | null
}
const NOTHING: Shown = { isShown: false, markers: RangeSet.empty, note: null }

/** Between an edit and the next `showHeat` the bars stay with their lines. */
const heatField = StateField.define<Shown>({
  create: () => NOTHING,
  update(value, transaction) {
    let next = transaction.docChanged ? { ...value, markers: value.markers.map(transaction.changes) } : value
    for (const effect of transaction.effects)
      if (effect.is(setHeat)) next = shownOf(effect.value, transaction.newDoc)
    return next
  },
  provide: (field) => [
    showPanel.from(field, ({ note }) => note),
    EditorView.editorAttributes.from(field, ({ isShown }): Record<string, string> =>
      isShown ? { class: 'shows-heat' } : {}
    )
  ]
})

function shownOf(heat: ShownHeat | null, text: Text): Shown {
  return heat === null ? NOTHING : { isShown: true, markers: markersOf(heat, text), note: noteOf(heat) }
}

/** What a code cell's editor needs to show heat when it is asked to; it shows none by itself. */
export const heatGutter: Extension = [
  heatField,
  gutter({ class: 'heat-gutter', markers: (view) => view.state.field(heatField).markers })
]

export function showHeat(view: EditorView, heat: ShownHeat | null): void {
  view.dispatch({ effects: setHeat.of(heat) })
}

export function isHeatShown(view: EditorView): boolean {
  return view.state.field(heatField, false)?.isShown ?? false
}
