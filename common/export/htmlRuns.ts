/**
 * What a cell's kept runs did, as HTML: in words, as a picture that the page's script makes live, what its colours mean, and
 * the figures. Several runs stand below each other on one time scale, with what changed from the first to the others.
 */
import type { Language } from '../ipc'
import { escapedHtml } from '../markdown/escapedHtml'
import { highlighted } from '../markdown/highlight'
import type { CodeCell } from '../notebook'
import { mustFind } from '../result'
import { amdahlOf } from '../trace/verdict/amdahl'
import { changeOf, runFiguresOf } from '../trace/verdict/compare'
import { amdahlSentence, changeSentence } from '../trace/verdict/compareSentences'
import { SvgPen } from '../trace/draw/SvgPen'
import { figuresTableOf } from '../trace/verdict/figuresTable'
import { legendOf } from '../trace/draw/legend'
import { monitorWords } from '../trace/draw/monitorPicture'
import { timelineSvg } from '../trace/draw/timelineSvg'
import type { Trace } from '../trace/trace'
import { traceWords } from '../trace/words'
import { keptRunsOf, type ExportedRun } from './keptRuns'
import { dataOfRuns, pictureOfRuns } from './liveTimelines'
import { exportWords } from './words'

const SWATCH = { width: 16, height: 10 } as const

/** '' for a cell that keeps none. @param number the cell's place, counted from 1 */
export function htmlOfRuns(cell: CodeCell, number: number, language: Language): string {
  const runs = keptRunsOf(cell, language)
  const [first] = runs
  if (first === undefined) return ''
  const caption = runs.map((run) => captionOf(run, runs.length > 1)).join('')
  return [
    `<figure class="monitor">`,
    `<figcaption>${caption}</figcaption>`,
    runs.length > 1 ? comparison(runs, language) : '',
    timeline(runs, number, language),
    legend(runs, language),
    ...runs.map((run) => (run.source === cell.source ? '' : codeOf(run, language))),
    ...runs.map((run) => figures(run, language)),
    '</figure>\n'
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function captionOf(run: ExportedRun, isCompared: boolean): string {
  const { line, sentence, notes } = monitorWords(run)
  const list = notes.map((note) => `<li>${escapedHtml(note)}</li>`).join('')
  const said = `<p class="line">${escapedHtml(line)}</p><p>${escapedHtml(sentence)}</p>`
  const all = `${said}${list === '' ? '' : `<ul class="notes">${list}</ul>`}`
  return isCompared ? `<div>${all}</div>` : all
}

function timeline(runs: readonly ExportedRun[], number: number, language: Language): string {
  const words = traceWords[language]
  const picture = mustFind(pictureOfRuns(runs, words), 'the picture of runs that are there')
  const isCompared = runs.length > 1
  const label = exportWords[language].timelineOf(number)
  const description = runs.map((run) => Object.values(monitorWords(run)).flat().join('\n')).join('\n')
  const id = `${mustFind(runs[0], 'a run').id}${isCompared ? '-all' : ''}`
  const { svg, hidden } = timelineSvg(picture, { id, language, title: label, description })
  return [
    `<div class="timeline" data-label="${escapedHtml(label)}">`,
    svg.trimEnd(),
    ...(hidden > 0 ? [`<p class="quiet more">${escapedHtml(words.picture.moreRows(hidden))}</p>`] : []),
    `<script type="application/json">${dataOfRuns(runs)}</script>`,
    '</div>'
  ].join('\n')
}

function legend(runs: readonly ExportedRun[], language: Language): string {
  const { id } = mustFind(runs[0], 'a run')
  const groups = legendOf(
    runs.map(({ trace }) => trace),
    traceWords[language]
  )
  const items = groups.map((entries) =>
    entries
      .map(({ ink, name }) => {
        if (ink === null) return `<li class="quiet">${escapedHtml(name)}</li>`
        const pen = new SvgPen(`${id}-${ink}-swatch`)
        pen.fill(ink, [0, 0, SWATCH.width, SWATCH.height])
        return `<li>${pen.ornament(SWATCH)} ${escapedHtml(name)}</li>`
      })
      .join('')
  )
  return items.map((each) => `<ul class="legend">${each}</ul>`).join('\n')
}

/** A table of the runs, the first being what the others are held against, and what changed in sentences. */
function comparison(runs: readonly ExportedRun[], language: Language): string {
  const { compared, tracks } = traceWords[language]
  const { columns } = compared
  const rows = runs.map((run) => ({ run, figures: runFiguresOf(run.trace) }))
  const first = mustFind(rows[0], 'the first run').figures
  const most = Math.max(1, ...rows.flatMap(({ figures }) => [figures.wall, figures.cpu]))
  const time = (ms: number): string => escapedHtml(tracks.duration(ms * 1000))
  const bar = (kind: string, ms: number): string =>
    `<td><div class="bar ${kind}" style="width:${((ms / most) * 100).toFixed(1)}%"></div><span>${time(ms)}</span></td>`
  const heads = [columns.wall, columns.cpu, columns.cores, columns.waited, columns.speedUp]
  const body = rows.map(({ run, figures: { wall, cpu, cores, waited } }) =>
    [
      `<tr><th scope="row">${escapedHtml(run.name)}</th><td class="words">${escapedHtml(run.pythonName)}</td>`,
      `${bar('wall', wall)}${bar('cpu', cpu)}<td>${cores.toFixed(2)}</td>`,
      `<td>${waited === null ? '–' : time(waited)}</td>`,
      `<td>${escapedHtml(compared.times(first.wall / Math.max(wall, 1e-3)))}</td></tr>`
    ].join('')
  )
  const words = [columns.run, columns.python]
  return [
    '<div class="compared"><table><thead><tr>',
    ...words.map((name) => `<th scope="col">${escapedHtml(name)}</th>`),
    ...heads.map((name) => `<th scope="col" class="figure">${escapedHtml(name)}</th>`),
    `</tr></thead><tbody>${body.join('')}</tbody></table>`,
    `<ul>${findings(runs, language)
      .map((finding) => `<li>${escapedHtml(finding)}</li>`)
      .join('')}</ul></div>`
  ].join('')
}

function findings(runs: readonly ExportedRun[], language: Language): readonly string[] {
  const { compared } = traceWords[language]
  const [first, ...others] = runs
  if (first === undefined) return []
  const about = (run: ExportedRun, sentence: string): string => `${compared.changed(run.name)}${sentence}`
  const changes = others.map((run) => {
    const change = changeOf(runFiguresOf(first.trace), runFiguresOf(run.trace))
    return about(run, changeSentence(change)[language])
  })
  const bounds = runs.flatMap((run) => {
    const amdahl = amdahlOf(run.trace)
    return amdahl ? [about(run, amdahlSentence(amdahl)[language])] : []
  })
  return [...changes, ...bounds]
}

function codeOf({ source, name }: ExportedRun, language: Language): string {
  const summary = `<summary>${escapedHtml(exportWords[language].codeOf(name))}</summary>`
  return `<details>${summary}<pre class="source"><code>${highlighted(source, 'python')}</code></pre></details>`
}

function figures({ trace, name }: ExportedRun, language: Language): string {
  const words = exportWords[language]
  const summary = `<summary>${escapedHtml(words.figuresOf(name))}</summary>`
  return `<details>${summary}${figuresTable(trace, language)}</details>`
}

function figuresTable(trace: Trace, language: Language): string {
  const { head, rows, foot } = figuresTableOf(trace, traceWords[language])
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${escapedHtml(cell)}</th>` : `<td>${escapedHtml(cell)}</td>`)).join('')}</tr>`
  const heads = head.map((cell) => `<th scope="col">${escapedHtml(cell)}</th>`).join('')
  return [
    `<table class="figures"><thead><tr>${heads}</tr></thead>`,
    `<tbody>${rows.map(({ cells }) => row(cells)).join('\n')}</tbody>`,
    `<tfoot>${row(foot)}</tfoot></table>`
  ].join('\n')
}
