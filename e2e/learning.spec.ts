import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellId } from '../common/brands'
import type { Cell, JsonObject, Notebook } from '../common/notebook'
import { newNotebook, writeNotebook } from '../common/notebookFile'
import { withPin } from '../common/pins'
import { traced } from '../common/trace/drawn'
import { type App, expect, test } from './app'

const REFERENCE = traced(
  `
  main  ${'l'.repeat(60)}
  a     ${'Gw'.repeat(30)}
  b     ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const BUSY = `import threading, time
def work():
    until = time.monotonic() + 0.4
    while time.monotonic() < until: pass
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print("both are done")`

const prose = (id: string, source: string, metadata: JsonObject = {}): Cell => ({
  ...{ id: id as CellId, cell_type: 'markdown', source, metadata }
})
const code = (id: string, source: string, metadata: JsonObject = {}): Cell => ({
  ...{ id: id as CellId, cell_type: 'code', source, metadata, outputs: [], execution_count: null }
})
const asking = (id: string, source: string, prediction: JsonObject): Cell =>
  prose(id, source, { tags: ['prediction'], gilscope: { prediction } })

/** Questions about a cell, which has a kept run; an exercise, its solution, and a check. */
const CHAPTER: Notebook = {
  ...newNotebook(),
  cells: [
    prose('title', '# Taking turns'),
    asking('cores', 'Two threads count. How many cores will they use?', { cell: 'busy', figure: 'cores' }),
    asking('how', 'And how do they share the GIL?', {
      ...{ cell: 'busy', choices: ['Both hold it at once', 'They take turns'], right: 1 }
    }),
    code('busy', BUSY, withPin({}, { run: REFERENCE.run, source: BUSY, python: null, trace: REFERENCE })),
    code('exercise', 'double = None', { tags: ['exercise'] }),
    code('solution', 'double = lambda n: 2 * n', { tags: ['solution'], jupyter: { source_hidden: true } }),
    code('check', 'assert callable(double), "double is not written yet"\nassert double(2) == 4', {
      tags: ['check']
    })
  ]
}
function chapter(folder: string): string {
  const path = join(folder, 'chapter.ipynb')
  writeFileSync(path, writeNotebook(CHAPTER, null))
  return path
}

const prediction = (app: App, n: number) =>
  app.cell(n).getByRole('group', { name: 'Your prediction about cell 4' })
const strip = (app: App) => app.page.getByRole('group', { name: 'What running cell 4 did', exact: true })

test('a prediction is made before the run, compared after it, and kept outside the notebook', async ({
  launch,
  folder
}, info) => {
  const path = chapter(folder)
  const app = await launch({ open: path })
  const [cores, how] = [prediction(app, 2), prediction(app, 3)]
  const { keyboard } = app.page
  await expect(cores.getByRole('textbox', { name: 'Cores in use, on average' })).toBeVisible()
  // The kept run would give it away.
  await expect(app.cell(4)).toContainText('once you have answered')
  await expect(strip(app)).toHaveCount(0)
  await app.screenshot('prediction-asked', info)

  await cores.getByRole('textbox').fill('lots')
  await keyboard.press('Enter')
  await expect(cores.getByRole('alert')).toHaveText('Please write a number, such as 2 or 0.5.')
  await cores.getByRole('textbox').fill('4')
  await keyboard.press('Enter')
  await expect(cores.getByRole('button', { name: 'Change' })).toBeFocused()
  await expect(cores.getByRole('status')).toContainText('You said 4 cores; in the kept run it used 1.0')
  await expect(strip(app)).toHaveCount(0) // the other question is open

  await how.getByRole('button', { name: 'Answer' }).click()
  await expect(how.getByRole('alert')).toHaveText('Please choose one.')
  await how.getByRole('radio', { name: 'Both hold it at once' }).focus()
  await keyboard.press('Space')
  await keyboard.press('ArrowDown') // chooses, and leaves the cell where it is
  await expect(how.getByRole('radio', { name: 'They take turns' })).toBeChecked()
  await keyboard.press('Enter')
  await expect(how.getByRole('status')).toContainText('Just as you said')
  await expect(strip(app)).toBeVisible()
  await app.screenshot('prediction-answered', info)

  await app.code(4).click()
  await keyboard.press('Control+Enter')
  await expect(app.output(4)).toContainText('both are done', { timeout: 30_000 })
  await expect(strip(app)).not.toHaveClass(/live/, { timeout: 30_000 })
  const said = await cores.getByRole('status').innerText()
  const used = /it used (\d\.\d\d)\. /.exec(said)?.[1]
  expect(said).toContain('You said 4 cores; it used')
  await expect(strip(app)).toContainText(`${used ?? 'no figure'} cores`) // the same as the line below the cell
  await cores.getByRole('button', { name: 'Show the timeline' }).click()
  await expect(app.page.getByRole('application', { name: 'Timeline of cell 4' })).toBeVisible()

  await cores.getByRole('button', { name: 'Change' }).click()
  await expect(cores.getByRole('textbox')).toHaveValue('4')
  await expect(cores.getByRole('textbox')).toBeFocused()
  // What is written and not given is there again when its cell is drawn anew.
  await keyboard.type('.5')
  await app.button('Welcome page').click()
  await expect(cores).toHaveCount(0)
  await app.page.getByRole('tab', { name: /chapter/ }).click()
  await expect(cores.getByRole('textbox')).toHaveValue('4.5')
  await cores.getByRole('textbox').click()
  await keyboard.press('Escape')
  await expect(cores.getByRole('status')).toContainText('You said 4 cores')
  // Only the run is unsaved: without its output the notebook is the file.
  await app.quit()

  const again = await launch({ open: path, language: 'zh' })
  await expect(again.page.getByRole('group', { name: '您对单元格 4 的预测' }).first()).toContainText(
    '您预测用到 4 个核心，保存的那次运行用到 1.0'
  )
  await expect(again.page).toHaveTitle(/^chapter/) // nothing was written to it
  await again.page.emulateMedia({ colorScheme: 'dark' })
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await again.screenshot('prediction-zh-dark', info)
})

test('a solution is folded and not run, and a check says in words whether it has passed', async ({
  launch,
  folder
}, info) => {
  const path = chapter(folder)
  const app = await launch({ open: path })
  const check = (page: App) => page.page.getByRole('status', { name: 'Check' })
  const solution = app.cell(6).getByRole('button', { name: 'Solution (show)' })
  await expect(solution).toHaveAttribute('aria-expanded', 'false')
  await expect(app.page.getByText('2 * n')).toHaveCount(0)

  await app.cell(5).click()
  for (let i = 0; i < 3; i++) await app.page.keyboard.press('Shift+Enter')
  await expect(check(app)).toContainText('Not yet', { timeout: 30_000 })
  await expect(app.output(7)).toContainText('double is not written yet')
  await app.screenshot('check-not-yet', info)

  await solution.click()
  await expect(app.code(6)).toContainText('2 * n')
  await expect(app.page).toHaveTitle(/chapter/)
  await app.cell(6).getByRole('button', { name: 'Run this cell' }).click({ force: true })
  await app.code(7).click()
  await app.page.keyboard.press('Control+Enter')
  await expect(check(app)).toHaveText('Passed', { timeout: 30_000 })
  await app.screenshot('check-passed', info)
  await app.cell(6).getByRole('button', { name: 'Solution (hide)' }).click()
  await expect(app.page.getByText('2 * n')).toHaveCount(0)
  await app.quit()

  const again = await launch({ open: path })
  await expect(check(again)).toHaveText('Passed before')
})

test('chapters of the course open as copies of one’s own, which say how far one is', async ({
  launch,
  folder
}, info) => {
  const documents = join(folder, 'Documents')
  mkdirSync(documents)
  const app = await launch()
  await app.electron.evaluate(({ app: electron }, path) => electron.setPath('documents', path), documents)
  const size = (width: number) =>
    app.electron.evaluate(({ BrowserWindow }, wide) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(wide, 800)
    }, width)
  const dialog = app.page.getByRole('dialog', { name: 'Course' })
  const rows = dialog.getByRole('list', { name: 'Chapters' }).getByRole('listitem')

  await app.button('Settings').waitFor()
  await app.screenshot('welcome-course', info)
  await app.page.getByRole('button', { name: /^Concurrency in \d+ chapters/ }).click()
  await expect(rows.first()).toContainText('not begun')
  await app.screenshot('course', info)
  await rows.first().getByRole('button').first().click()
  const tab = app.page.getByRole('tab', { name: '01-what-concurrency-is.ipynb' })
  await expect(tab).toBeVisible()
  const copy = join(documents, 'Gilscope course', '01-what-concurrency-is.ipynb')
  const before = readFileSync(copy, 'utf8')

  const asked = app.page.getByRole('group', { name: /^Your prediction about cell/ }).first()
  await asked.getByRole('textbox').fill('0')
  await app.page.keyboard.press('Enter')
  await expect(asked).toContainText('You said 0 cores')
  expect(readFileSync(copy, 'utf8')).toBe(before)

  // From chapter to chapter by the link at its end.
  const next = app.page.getByRole('link', { name: /^2 · Processes/ })
  await expect(async () => {
    await app.page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
    await expect(next).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await next.click()
  await expect(app.page.getByRole('tab', { name: '02-processes.ipynb' })).toBeVisible()

  await app.chooseFromMenu('Course')
  await expect(rows.first()).toContainText(/1 of \d predicted/)
  await size(720)
  await app.screenshot('course-narrow', info)
  await rows
    .first()
    .getByRole('button', { name: /afresh/ })
    .click()
  await app.screenshot('course-afresh', info)
  writeFileSync(copy, before.replace('# 1', '# My 1'))
  await app.button('Start afresh').click()
  // For a moment there is none: the old one was put aside.
  await expect.poll(() => (existsSync(copy) ? readFileSync(copy, 'utf8') : '')).toBe(before)
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(asked.getByRole('textbox')).toHaveValue('')
  expect(readFileSync(copy.replace('.ipynb', ' (before).ipynb'), 'utf8')).toContain('# My 1')

  await app.chooseFromMenu('Course')
  await expect(rows.first()).toContainText(/0 of \d predicted/)
  await app.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await size(1180)
  await app.page.getByRole('button', { name: 'Welcome page' }).click()
  await expect(app.page.getByRole('button', { name: /^Go on with/ })).toBeVisible()
  await app.page.emulateMedia({ colorScheme: 'dark' })
  await app.button('Settings').click()
  await app.page.getByText('简体中文').click()
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('button', { name: /^并发编程，共/ }).click()
  await expect(app.page.getByRole('dialog', { name: '课程' })).toContainText('预测 0/')
  await app.screenshot('course-zh-dark', info)
})

test('a handout leaves out outputs and solutions, and not the rest', async ({ launch, folder }, info) => {
  const path = chapter(folder)
  const app = await launch({ open: path })
  const handout = join(folder, 'handout.ipynb')
  await app.cell(1).waitFor()
  await app.answerDialogs({ save: handout })
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('menu:command', 'exportHandout')
  )
  const dialog = app.page.getByRole('dialog', { name: 'Handout' })
  await expect(dialog).toContainText('what is in 1 solution')
  await app.screenshot('handout', info)
  await dialog.getByRole('checkbox', { name: 'Without kept runs too (1)' }).check()
  await dialog.getByRole('button', { name: 'Save handout…' }).click()
  await expect.poll(() => existsSync(handout)).toBe(true)
  const text = readFileSync(handout, 'utf8')
  for (const left of ['double = None', 'assert double(2) == 4', 'How many cores will they use?'])
    expect(text).toContain(left)
  for (const gone of ['2 * n', '"pins"']) expect(text).not.toContain(gone)
  expect(readFileSync(path, 'utf8')).toBe(writeNotebook(CHAPTER, null))

  await app.answerDialogs({ open: handout })
  await app.chooseFromMenu('Open…')
  await expect(app.page.getByRole('tab', { name: 'handout.ipynb' })).toBeVisible()
  await expect(app.cell(6)).toContainText('The solution is not in this copy.')
  await expect(app.cell(4)).not.toContainText('once you have answered') // nothing is kept
})
