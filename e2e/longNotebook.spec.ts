import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

const COUNT = 400

/** Cells of three lines; the 300th says something else. */
function longNotebook(folder: string): string {
  const codes = Array.from({ length: COUNT }, (_, i) =>
    i === 299 ? 'print("needle")' : `# step ${i + 1}\nvalue = ${i}\nprint(value)`
  )
  return writeNotebookFile(join(folder, 'long.ipynb'), ...codes)
}

const cells = (app: App) => app.page.getByRole('listitem')
const scrollTo = (app: App, part: number) =>
  app.page.getByRole('main').evaluate((main, part) => (main.scrollTop = main.scrollHeight * part), part)

test('the page of a long notebook has few cells, and whichever one goes to', async ({ launch, folder }) => {
  const app = await launch({ open: longNotebook(folder) })
  await expect(app.code(1)).toBeVisible()
  expect(await cells(app).count()).toBeLessThan(60)
  await expect(app.cell(1)).toHaveAttribute('aria-setsize', String(COUNT))

  await scrollTo(app, 1)
  await expect(app.code(COUNT)).toBeInViewport()
  await expect(app.button('+ Code').last()).toBeInViewport()
  expect(await cells(app).count()).toBeLessThan(60)
  // The selected cell is there all the same, and keys go to it.
  await expect(app.cell(1)).toHaveAttribute('aria-current', 'true')
  await app.page.keyboard.press('ArrowDown')
  await expect(app.cell(2)).toBeInViewport()
  await expect(app.cell(2)).toBeFocused()
  await expect(app.code(3)).toBeInViewport()

  await app.page.keyboard.press('f')
  await app.page.getByRole('textbox', { name: 'Find', exact: true }).fill('needle')
  await app.page.keyboard.press('Enter')
  await expect(app.code(300)).toBeInViewport()
  await app.page.keyboard.press('Escape')
  await app.run(300, 'print("found", 7 * 6)')
  await expect(app.output(300)).toContainText('found 42', { timeout: 30_000 })
  await expect(app.code(299)).toBeInViewport()

  await app.button('Save').click()
  await expect(app.page).toHaveTitle(/^long/)
  await expect
    .poll(() => JSON.parse(readFileSync(join(folder, 'long.ipynb'), 'utf8')).cells[299].source)
    .toEqual(['print("found", 7 * 6)'])
  expect(JSON.parse(readFileSync(join(folder, 'long.ipynb'), 'utf8')).cells).toHaveLength(COUNT)
})
