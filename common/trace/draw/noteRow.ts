/** The user's notes, as flags on top of all other rows: each spans the time it is about. */
import type { Note } from '../../notes'
import { label } from './rows'
import type { Track, TrackSource } from './Track'

const HEIGHT = 20
const FLAG = { top: 3, height: 14 }
/** A flag is never thinner, in px. */
const LEAST = 3
const NAME = 24

/** None where there are no notes. */
export function noteRow({ words, notes }: TrackSource): Track[] {
  const [first] = notes
  if (first === undefined) return []
  return [
    {
      ...{ id: 'notes', name: words.notes, height: HEIGHT },
      draw(pen, scale, y) {
        label(pen, scale, y + HEIGHT / 2, words.notes)
        for (const { from, to, text } of notes) {
          const left = Math.max(scale.left, scale.toPx(from))
          const right = Math.min(scale.right, Math.max(scale.toPx(to), scale.toPx(from) + LEAST))
          if (right <= scale.left || left >= scale.right) continue
          pen.fill('note', [left, y + FLAG.top, right - left, FLAG.height])
          pen.fill('note-edge', [left, y + FLAG.top, 2, HEIGHT - FLAG.top])
          if (right - left >= NAME)
            pen.write('on-thread', text, left + 6, y + FLAG.top + FLAG.height / 2, {
              width: right - left - 10,
              isSmall: true
            })
        }
      },
      hit(at) {
        const note = noteAt(notes, at)
        if (note === undefined) return undefined
        const { from, to, text } = note
        return { title: text, lines: [`${words.duration(from)} – ${words.duration(to)}`], from, to }
      },
      edges: Float64Array.from(new Set(notes.flatMap(({ from, to }) => [from, to]))).sort()
    }
  ]
}

/** The shortest note about a moment: longer ones around it can be pointed at elsewhere. */
function noteAt(notes: readonly Note[], at: number): Note | undefined {
  return notes
    .filter(({ from, to }) => at >= from && at <= to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))[0]
}
