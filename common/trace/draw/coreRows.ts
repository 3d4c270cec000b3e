/** The machine's cores: who ran on each, in the threads' colours. Cores that the notebook never touched are one line. */
import type { CoreLane } from '../cores'
import { coreLanes } from '../cores'
import { Rectangles } from './pen'
import { heading, label, note, threadInk, ThreadStack } from './rows'
import { eachColumn, spanAt, thinnedOf, type Steps } from './steps'
import type { Track, TrackMaker, TrackSource } from './Track'

const HEIGHT = 18
const BAR = { top: 2, height: 13 }
const NAME = 46
/** Nobody of ours ran. */
const OTHERS = -1

export const coreRows: TrackMaker = (source) => {
  const { trace, words } = source
  const lanes = coreLanes(trace)
  if (lanes.length === 0) return []
  const unused = trace.cores - lanes.length
  return [
    heading('cores', words.coresHeading),
    ...lanes.map((lane) => coreRow(source, lane)),
    ...(unused > 0 ? [note('unused cores', words.unusedCores(unused))] : [])
  ]
}

function coreRow({ trace, words, names }: TrackSource, lane: CoreLane): Track {
  const name = words.core(lane.core)
  let made: Steps | undefined
  const steps = (): Steps => (made ??= stepsOf(lane, trace.duration))
  return {
    ...{ id: `core ${lane.core}`, lane: `core ${lane.core}`, name, height: HEIGHT },
    get edges() {
      return steps().edges
    },
    draw(pen, scale, y) {
      label(pen, scale, y + HEIGHT / 2, name)
      const rectangles = new Rectangles()
      const stack = new ThreadStack(BAR.height)
      const written: [name: string, x: number, width: number][] = []
      eachColumn(steps(), scale, thinnedOf(trace), {
        solid(thread, x, width) {
          if (thread === OTHERS) return
          rectangles.add(threadInk(thread), x, y + BAR.top, width > 3 ? width - 1 : width, BAR.height)
          if (width >= NAME) written.push([names[thread] ?? '', x, width])
        },
        mixed(shares, x, width) {
          for (const thread of shares.keys) if (thread !== OTHERS) stack.add(thread, shares.of(thread))
          stack.draw(rectangles, x, width, y + BAR.top + BAR.height)
        }
      })
      rectangles.draw(pen)
      for (const [name, x, width] of written)
        pen.write('on-thread', name, x + 4, y + BAR.top + BAR.height / 2, { width: width - 8, isSmall: true })
    },
    hit(at) {
      const { edges, key } = steps()
      const span = spanAt(edges, at)
      const thread = key[span] ?? OTHERS
      if (thread === OTHERS) return undefined
      const [from, to] = [edges[span] ?? 0, edges[span + 1] ?? 0]
      return { title: name, lines: [`${names[thread] ?? ''} · ${words.duration(to - from)}`], from, to }
    }
  }
}

/** The lane without holes: where nobody of ours ran, others did or nobody. */
function stepsOf({ from, to, thread }: CoreLane, duration: number): Steps {
  const edges: number[] = [0]
  const key: number[] = []
  const until = (at: number, who: number): void => {
    if (at <= (edges.at(-1) ?? 0)) return
    edges.push(at)
    key.push(who)
  }
  for (let i = 0; i < from.length; i++) {
    until(from[i] ?? 0, OTHERS)
    until(to[i] ?? 0, thread[i] ?? OTHERS)
  }
  until(duration, OTHERS)
  return { edges: Float64Array.from(edges), key }
}
