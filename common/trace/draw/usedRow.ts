/** Cores in use over time, as an area: this notebook's, above it the rest of the machine's, and what is left is idle. */
import type { Counter } from '../trace'
import { valueAt } from '../trace'
import { Rectangles } from './pen'
import { inQuarters } from './rows'
import type { TimeScale } from './TimeScale'
import { cpuOfAll } from './totals'
import type { TrackMaker } from './Track'
import { LABEL } from './Track'

const HEIGHT = 62
const AREA = { top: 6, height: 50 }
/** Counters have points 20 ms apart: one column for each px would be no finer. */
const COLUMN = 2
/** Lines for single cores, while they are this far apart, in px. */
const APART = 5
/** The time around a moment for which its cores are said, in µs; a counter's points are not closer. */
const AROUND = 20_000

export const usedRow: TrackMaker = ({ trace, words }) => {
  const top = Math.max(2, trace.cores)
  return [
    {
      ...{ id: 'used', lane: 'used', name: words.used, height: HEIGHT },
      draw(pen, scale, y) {
        pen.write('text', words.used, 8, y + HEIGHT / 2, {
          width: scale.left - 8 - LABEL.gap - 22,
          isStrong: true
        })
        pen.write('quiet', String(top), scale.left - 6, y + AREA.top + 3, { align: 'right', isSmall: true })
        pen.write('quiet', '0', scale.left - 6, y + AREA.top + AREA.height - 3, {
          align: 'right',
          isSmall: true
        })
        const bottom = y + AREA.top + AREA.height
        const rectangles = new Rectangles()
        const end = Math.min(scale.right, scale.toPx(trace.duration))
        const each = AREA.height / top >= APART ? 1 : top
        for (let cores = 0; cores <= top; cores += each)
          pen.fill('rule', [scale.left, Math.round(bottom - (cores / top) * AREA.height), scale.width, 1])
        const own = usedOver(cpuOfAll(trace), scale)
        const all = usedOver(trace.machineBusy, scale)
        for (let i = 0; i < own.length; i++) {
          const x = scale.left + i * COLUMN
          const width = Math.min(COLUMN, end - x)
          if (width <= 0) break
          const mine = Math.min(own[i] ?? 0, top)
          const others = Math.min(Math.max(0, (all[i] ?? 0) - mine), top - mine)
          const px = AREA.height / top
          const [low, high] = [inQuarters(mine * px), inQuarters((mine + others) * px)]
          if (low > 0) rectangles.add('python', x, bottom - low, width, low)
          if (high > low) rectangles.add('machine', x, bottom - high, width, high - low)
        }
        rectangles.draw(pen)
      },
      hit(at) {
        if (at < 0 || at > trace.duration) return undefined
        const [from, to] = [Math.max(0, at - AROUND / 2), Math.min(trace.duration, at + AROUND / 2)]
        const rate = (counter: Counter): number =>
          (valueAt(counter, to) - valueAt(counter, from)) / (to - from)
        const own = trace.threads.reduce((sum, { cpu }) => sum + rate(cpu), 0)
        const machine = trace.machineBusy.at.length === 0 ? null : Math.max(0, rate(trace.machineBusy) - own)
        return { title: words.used, lines: [words.usedNow(own, machine)], from: at, to: at }
      }
    }
  ]
}

/** By how much a counter rose in each column, as a number of cores. */
function usedOver(counter: Counter, scale: TimeScale): Float64Array {
  const columns = Math.ceil(scale.width / COLUMN)
  const used = new Float64Array(columns)
  const step = scale.step * COLUMN
  let before = valueAt(counter, scale.from)
  for (let i = 0; i < columns; i++) {
    const value = valueAt(counter, scale.from + (i + 1) * step)
    used[i] = (value - before) / step
    before = value
  }
  return used
}
