import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

test('several cells are chosen with Shift, copied, merged, and come back with undo', async ({
  launch,
  folder
}) => {
  const app = await launch({ open: writeNotebookFile(join(folder, 'a.ipynb'), 'a = 1', 'b = 2', 'c = 3') })
  const { page } = app
  await app.cell(1).click({ position: { x: 20, y: 20 } })
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('c')
  await page.keyboard.press('j')
  await page.keyboard.press('v')
  await expect(app.code(5)).toHaveText('b = 2')
  await page.keyboard.press('Shift+m') // the two that were pasted are chosen
  await expect(app.code(4)).toHaveText(/a = 1\s*b = 2/)
  await expect(app.cell(5)).toHaveCount(0)
  await page.keyboard.press('z')
  await page.keyboard.press('z')
  await expect(app.cell(4)).toHaveCount(0)
  await page.keyboard.press('3')
  await expect(app.cell(3)).toHaveAccessibleName('Markdown cell 3')
})

test('a section folds to its heading, hides what is below, and the file says so', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'a.ipynb'), 'Threads', 'x = 1', 'y = 2')
  const app = await launch({ open: path })
  await app.cell(1).click({ position: { x: 20, y: 20 } })
  await app.page.keyboard.press('2')
  await expect(app.page.getByRole('heading', { name: 'Threads' })).toBeVisible()
  await app.page.keyboard.press('ArrowLeft')
  await expect(app.button('2 cells are folded away')).toBeVisible()
  await expect(app.cell(2)).toHaveCount(0)
  await app.screenshot('folded', info)
  await app.page.keyboard.press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"jp-MarkdownHeadingCollapsed": true')
  await app.page.keyboard.press('ArrowRight')
  await expect(app.cell(3)).toBeVisible()
})

test('finding steps through all cells, and replaces in all at once', async ({ launch, folder }, info) => {
  const app = await launch({
    open: writeNotebookFile(join(folder, 'a.ipynb'), 'total = 0\ntotals = []', 'print(total)', 'x = 1')
  })
  const { page } = app
  await app.cell(3).click({ position: { x: 20, y: 20 } })
  await page.keyboard.press('f')
  const field = page.getByRole('textbox', { name: 'Find', exact: true })
  await field.fill('total')
  const count = page.getByRole('search').getByRole('status')
  await expect(count).toHaveText('3 matches')
  await field.press('Enter')
  await expect(count).toHaveText('1 of 3')
  await field.press('Enter')
  await field.press('Enter')
  await expect(count).toHaveText('3 of 3')
  await expect(field).toBeFocused()
  await app.button('Whole words').click()
  await expect(count).toHaveText('2 matches')
  await app.button('Show replacing').click()
  await page.getByRole('textbox', { name: 'Replace with' }).fill('sum_')
  await app.screenshot('find', info)
  await app.button('Replace all').click()
  await expect(app.code(2)).toHaveText('print(sum_)')
  await expect(app.code(1)).toHaveText(/sum_ = 0\s*totals = \[\]/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('search')).toHaveCount(0)
})

test('code and output hide, tags are written, and the shortcuts can be searched', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'a.ipynb'), 'print("seen")')
  const app = await launch({ open: path })
  const { page } = app
  await app.code(1).click()
  await page.keyboard.press('Control+Enter')
  await expect(app.output(1)).toContainText('seen')
  await page.keyboard.press('o')
  await expect(app.cell(1)).toContainText('Output is hidden')
  await app.cell(1).hover()
  await app.cell(1).getByRole('button', { name: 'More' }).click()
  await app.screenshot('cell-menu', info)
  await app.button('Hide the code').click()
  await expect(app.cell(1)).toContainText('Code is hidden')
  await expect(app.cell(1)).toContainText('print("seen")')
  await app.cell(1).getByRole('button', { name: 'More' }).click()
  await app.button('Tags and metadata…').click()
  await page.getByRole('textbox', { name: 'New tag' }).fill('exercise')
  await page.keyboard.press('Enter')
  await app.screenshot('metadata', info)
  await app.button('Apply').click()
  await page.keyboard.press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"exercise"')
  expect(JSON.parse(readFileSync(path, 'utf8')).cells[0].metadata).toEqual({
    jupyter: { outputs_hidden: true, source_hidden: true },
    tags: ['exercise']
  })
  await page.keyboard.press('h')
  await page.getByRole('searchbox', { name: 'Search the shortcuts' }).fill('merge')
  await expect(page.getByRole('dialog')).toContainText('Shift+M')
  await expect(page.getByRole('dialog')).not.toContainText('Insert a cell above')
  await app.screenshot('shortcuts', info)
})

test('cells are dragged by their gutter', async ({ launch, folder }) => {
  const app = await launch({ open: writeNotebookFile(join(folder, 'a.ipynb'), 'a = 1', 'b = 2', 'c = 3') })
  await app
    .cell(3)
    .locator('.gutter')
    .dragTo(app.cell(1), {
      sourcePosition: { x: 12, y: 12 }, // left of the button that runs the cell
      targetPosition: { x: 60, y: 4 }
    })
  await expect(app.code(1)).toHaveText('c = 3')
  await expect(app.code(2)).toHaveText('a = 1')
})
