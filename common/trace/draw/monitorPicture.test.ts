import { describe, expect, it } from 'vitest'
import type { RunId } from '../../brands'
import { traced } from '../drawn'
import { monitorPicture } from './monitorPicture'
import { pack, unpack } from '../packed/pack'
import type { Trace } from '../trace'

const TURNS = traced(
  `
  main  ${'l'.repeat(120)}
  a     ${'Gwww'.repeat(30)}
  b     ${'wGww'.repeat(30)}
  <c&>  ${'wwGw'.repeat(30)}
  线程    ${'wwwG'.repeat(30)}`,
  { letter: 5 }
)
const NOTE = { from: 100_000, to: 300_000, text: '轮流 <here>', run: 'run' as RunId }
const pictureOf = (trace: Trace, language: 'en' | 'zh' = 'en') =>
  monitorPicture({ trace, notes: [NOTE], language, id: 'p', title: 'Python 3.13.1' })

/** All texts of an SVG, but for the numbers of axes. */
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map((match) => match[1]!).filter((text) => /[^\d. s]/.test(text))
/** How many rectangles all paths together have: each takes two steps to the right and down at most. */
const segmentsIn = (svg: string): number => svg.match(/H/g)?.length ?? 0

describe('the monitor as a picture', () => {
  it('says the figures, the sentence, the threads, the notes and what colours mean', () => {
    const { svg, text } = pictureOf(TURNS)
    const figures = 'Python 3.13.1 · 1.00 cores · 4 threads · GIL held 100 % · waited 75 % · 198 hand-offs/s'
    expect(text.split('\n')[0]).toBe(figures)
    expect(text).toContain('Serialized by the GIL: 4 threads took turns')
    expect(text).toContain('Note on 100 ms – 300 ms: 轮流 <here>')
    const texts = textsIn(svg)
    for (const each of [figures, 'a', '&lt;c&amp;&gt;', '线程', '轮流 &lt;here&gt;', 'Threads of kernel'])
      expect(texts).toContain(each)
    expect(texts.at(-1)).toMatch(/^waiting for a lock 600 ms$/)
    expect(svg).toContain(`<desc id="p-desc">${figures}\nSerialized by the GIL`)
  })

  it('speaks Chinese', () => {
    const { svg, text } = pictureOf(TURNS, 'zh')
    expect(text).toContain('被 GIL 串行化')
    expect(svg).toContain('lang="zh-Hans"')
    expect(textsIn(svg)).toContain('kernel 的线程')
  })

  it('is the same again, also from a trace that was saved', () => {
    const packed = unpack(JSON.parse(JSON.stringify(pack(TURNS))))
    if (!packed.ok) throw new Error('cannot be unpacked')
    expect(pictureOf(packed.value).svg).toBe(pictureOf(TURNS).svg)
    expect(pictureOf(TURNS).svg).toBe(pictureOf(TURNS).svg)
  })

  it('does not grow with what happened, only with what can be seen', () => {
    const threads = (length: number): Trace =>
      traced(
        Array.from({ length: 6 }, (_, thread) => {
          const letters = Array.from({ length }, (_each, i) => (i % 6 === thread ? 'G' : 'wlsp'[i % 4]))
          return `t${thread}  ${letters.join('')}`
        }).join('\n')
      )
    const [some, many] = [pictureOf(threads(600)).svg, pictureOf(threads(3000)).svg]
    expect(segmentsIn(many)).toBeLessThan(segmentsIn(some) * 1.5)
    expect(many.length).toBeLessThan(100_000)
  })

  it('counts the rows that have no room', () => {
    const lines = Array.from({ length: 200 }, (_, i) => `worker-${i}  ${'GNNN'.repeat(10)}`)
    const { svg } = pictureOf(traced(lines.join('\n')))
    const height = Number(/viewBox="0 0 900 (\d+)"/.exec(svg)?.[1])
    expect(height).toBeLessThan(1400)
    expect(textsIn(svg).some((text) => /^\d+ more rows are not shown$/.test(text))).toBe(true)
  })

  it('is drawn of a run in which nothing was seen', () => {
    const nothing = traced('main  .', { letter: 1 })
    expect(pictureOf(nothing).text).toContain('Too short to say')
  })
})
