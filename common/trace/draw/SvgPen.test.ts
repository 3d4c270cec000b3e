import { expect, it } from 'vitest'
import { SvgPen } from './SvgPen'

const ABOUT = { width: 100, height: 50, title: 'A title', description: 'What it shows', language: 'en' }

const drawn = (draw: (pen: SvgPen) => void): string => {
  const pen = new SvgPen('p')
  draw(pen)
  return pen.picture(ABOUT)
}
const pathsOf = (svg: string): string[] =>
  [...svg.slice(svg.indexOf('</defs>')).matchAll(/<path[^>]* d="([^"]*)"/g)].map((match) => match[1]!)

it('draws rectangles of one ink as one path, and neighbours as one shape with steps', () => {
  const svg = drawn((pen) => {
    pen.fill('python', [0, 10, 5, 10, 5, 15, 5, 5])
    pen.fill('python', [20, 0, 1, 2])
    pen.fill('machine', [0, 0, 1, 1])
  })
  expect(pathsOf(svg)).toEqual(['M0,20V10H5V15H10V20zM20,2V0H21V2z', 'M0,1V0H1V1z'])
})

it('keeps the order in which things lie over each other', () => {
  const svg = drawn((pen) => {
    pen.fill('python', [0, 0, 9, 9])
    pen.write('on-thread', 'main', 1, 5)
    pen.fill('ground', [0, 0, 9, 9])
  })
  expect(svg.slice(svg.indexOf('</defs>')).match(/<(?:path|text) class="[\w-]+"/g)).toEqual([
    '<path class="ink-python"',
    '<text class="ink-on-thread"',
    '<path class="ink-ground"'
  ])
})

it('draws textures as patterns of its own, and every colour it uses has a dark one', () => {
  const svg = drawn((pen) => {
    pen.fill('gil-wait', [0, 0, 9, 9])
    pen.fill('child-wait', [9, 0, 9, 9])
    pen.write('quiet', 'main', 1, 5)
  })
  expect(svg).toContain('<path fill="url(#p-gil-wait)"')
  expect(svg).toContain('<pattern id="p-gil-wait"')
  const used = new Set([...svg.matchAll(/class="(ink-[\w-]+)"/g)].map((match) => match[1]))
  expect(used).toEqual(new Set(['ink-gil-wait-soft', 'ink-gil-wait-line', 'ink-child-wait', 'ink-quiet']))
  for (const name of used) expect(svg).toContain(`#p .${name}{`)
})

it('says what it shows, and holds no sign that XML forbids', () => {
  const svg = drawn((pen) => pen.write('text', 'a<b> & "c"\u0000\u001b\ud800', 0, 0))
  expect(svg).toContain('>a&lt;b&gt; &amp; &quot;c&quot;\ufffd\ufffd\ufffd</text>')
  expect(svg).toContain('aria-labelledby="p-title p-desc"')
  expect(svg).toContain('<title id="p-title">A title</title>\n<desc id="p-desc">What it shows</desc>')
})

it('leaves out what only somebody at a screen sees', () => {
  expect(pathsOf(drawn((pen) => pen.fill('selected', [0, 0, 9, 9])))).toEqual([])
})
