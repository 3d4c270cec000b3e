import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

/** What the system was asked to open, in place of its program for PDF. */
const shown = (app: App) => app.electron.evaluate(() => (globalThis as { opened?: string[] }).opened ?? [])

async function answerOpening(app: App, problem: string): Promise<void> {
  await app.electron.evaluate(({ shell }, problem) => {
    const opened: string[] = ((globalThis as { opened?: string[] }).opened = [])
    Object.assign(shell, {
      openPath: (path: string) => {
        opened.push(path)
        return Promise.resolve(problem)
      }
    })
  }, problem)
}

const pagesIn = (path: string): number =>
  readFileSync(path, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

test('all of a notebook is on the pages, also what was out of sight, and the window is as before', async ({
  launch,
  folder
}) => {
  const codes = Array.from({ length: 80 }, (_, i) => `# cell ${i + 1}\nprint(${i})\n\n"a value"`)
  const app = await launch({ open: writeNotebookFile(join(folder, 'long.ipynb'), ...codes) })
  await app.cell(1).waitFor()
  await app.answerDialogs({})
  await answerOpening(app, '')
  await app.page.keyboard.press('Control+P')
  await expect.poll(() => shown(app), { timeout: 45_000 }).toEqual([expect.stringMatching(/long\.pdf$/)])
  const [path] = await shown(app)
  expect(readFileSync(path!, 'latin1').slice(0, 5)).toBe('%PDF-')
  // 80 cells of four lines each fill more than three pages, and far fewer than one each.
  expect(pagesIn(path!)).toBeGreaterThan(3)
  expect(pagesIn(path!)).toBeLessThan(40)
  await expect(app.page.getByText('Making the pages…')).toHaveCount(0)
  await expect(app.cell(1)).toBeVisible()
  await expect(app.page).toHaveTitle(/^long/)
})

test('a formula that was out of sight is on paper as it is drawn, in its fonts', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'maths.md')
  const filler = Array.from({ length: 60 }, (_, i) => `\`\`\`python\nprint(${i})\n\`\`\``)
  writeFileSync(path, [...filler, '$$\\frac{a}{b}$$'].join('\n\n'))
  const app = await launch({ open: path })
  await app.cell(1).waitFor()
  await answerOpening(app, '')
  await app.page.keyboard.press('Control+P')
  await expect.poll(() => shown(app), { timeout: 45_000 }).toEqual([expect.stringMatching(/maths\.pdf$/)])
  const [pdf] = await shown(app)
  expect(readFileSync(pdf!, 'latin1')).toContain('KaTeX')
})

test('where the system shows no PDF it is saved where the user says', async ({ launch, folder }) => {
  const app = await launch({ open: writeNotebookFile(join(folder, 'one.ipynb'), 'print(1)') })
  await app.cell(1).waitFor()
  const path = join(folder, 'mine.pdf')
  await answerOpening(app, 'no program for it')
  await app.answerDialogs({ save: path })
  await app.page.keyboard.press('Control+P')
  await expect
    .poll(() => {
      try {
        return pagesIn(path)
      } catch {
        return 0
      }
    })
    .toBe(1)
})

test('paper has the cells, their output and monitors, and nothing of the window', async ({
  launch,
  folder
}, info) => {
  const path = join(folder, 'paper.md')
  writeFileSync(
    path,
    '# On paper\n\nSome prose.\n\n```python\nimport time\nuntil = time.monotonic() + 0.4\nwhile time.monotonic() < until: pass\nprint("printed")\n```\n'
  )
  const app = await launch({ open: path })
  await app.button('Run all').click()
  await expect(app.output(2)).toContainText('printed', { timeout: 30_000 })
  const monitor = app.page.getByRole('group', { name: 'What running cell 2 did' })
  await monitor.getByRole('button', { name: 'Timeline' }).click()
  await app.page.emulateMedia({ media: 'print' })
  for (const seen of [
    app.code(2),
    app.output(2),
    monitor,
    app.page.getByRole('group', { name: 'Timeline of cell 2' })
  ])
    await expect(seen).toBeVisible()
  await expect(app.page.getByRole('toolbar')).toHaveCount(0)
  await expect(app.page.getByRole('tablist')).toHaveCount(0)
  await expect(app.button('+ Code')).toHaveCount(0)
  await app.screenshot('paper', info)
})
