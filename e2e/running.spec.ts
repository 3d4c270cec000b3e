import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

/** A cell that runs until the file is there: tests decide when it ends. */
const untilThere = (path: string): string =>
  `import os, time\nwhile not os.path.exists(${JSON.stringify(path)}): time.sleep(0.02)`

test('the queue shows what waits, in order; a cell is taken out with the mouse, another with a key', async ({
  launch,
  folder
}, info) => {
  const gate = join(folder, 'gate')
  const path = writeNotebookFile(
    join(folder, 'a.ipynb'),
    untilThere(gate),
    'print("two")',
    'print("three")',
    'print("four")',
    'print("five")'
  )
  const app = await launch({ open: path })
  const { page } = app
  await app.button('Run all').click()
  await expect(app.cell(1)).toHaveAttribute('data-running', 'true')
  await expect(app.button('Cells that wait to run')).toHaveText('4 waiting')
  await app.button('Cells that wait to run').click()
  const queue = page.getByRole('dialog', { name: 'Cells that wait to run' })
  await expect(queue.getByRole('listitem')).toContainText([/Code cell 1/, /Code cell 2/, /3/, /4/, /5/])
  await app.screenshot('queue', info)
  await app.button('Take cell 3 out of the queue').click()
  await app.says(3, 'not run')
  await app.button('Take cell 4 out of the queue').focus()
  await page.keyboard.press('Delete')
  await app.says(4, 'not run')
  await expect(app.button('Take cell 5 out of the queue')).toBeFocused()
  writeFileSync(gate, '')
  await expect(app.output(5)).toContainText('five')
  await expect(app.output(2)).toContainText('two')
  await expect(app.output(3)).toHaveCount(0)
  await expect(app.output(4)).toHaveCount(0)
  await expect(app.button('Cells that wait to run')).toHaveCount(0)
})

test('an error stops what waits behind it, unless the run menu says to go on', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'a.ipynb'), '1 / 0', 'print("went on")')
  const app = await launch({ open: path })
  await app.button('Run all').click()
  await app.says(2, 'not run')
  const news = app.page.getByRole('status', { name: 'What came of running' })
  await expect(news).toContainText('Cell 1 failed: ZeroDivisionError')
  await app.button('More ways to run').click()
  await app.screenshot('run-menu', info)
  await app.page.getByRole('switch', { name: 'Stop at the first error' }).uncheck()
  await app.page.keyboard.press('Escape')
  await app.button('Run all').click()
  await expect(app.output(2)).toContainText('went on')
  await expect(news).toContainText('Cell 2 finished')
  await expect(news).toContainText('Output: went on')
})

test('cells say that they are out of date or out of order, and one word brings them up to date', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(
    join(folder, 'a.ipynb'),
    'rate = 2',
    'def price(n):\n    return n * rate',
    'print("price", price(10))',
    'print(late)',
    'late = 1'
  )
  const app = await launch({ open: path })
  const { page } = app
  const below = 'From top to bottom this would fail: “late” is set only further down, in cell 5.'
  await expect(app.cell(4).getByRole('button', { name: below })).toBeVisible()
  for (const n of [1, 2, 3]) {
    await app.cell(n).click({ position: { x: 20, y: 20 } })
    await page.keyboard.press('Control+Enter')
    await app.says(n, `[${n}]`)
  }
  await app.run(1, 'rate = 3')
  const stale = 'Out of date: it used “rate”, which cell 1 has set anew since.'
  const mark = app.cell(3).getByRole('button', { name: stale })
  await expect(mark).toBeVisible()
  await app.write(2, 'def price(n):\n    return n * rate + 1')
  await expect(app.cell(2).getByRole('button', { name: 'The code was edited since it ran.' })).toBeVisible()
  await mark.click()
  await expect(page.getByRole('dialog', { name: stale }).getByRole('button')).toHaveText([
    'Run this cell',
    'Go to cell 1'
  ])
  await app.screenshot('marks', info)
  await page.keyboard.press('Escape')
  await app.button('More ways to run').click()
  await app.button('Run what is out of date (2)').click()
  await expect(app.output(3)).toContainText('price 31')
  await expect(mark).toHaveCount(0)
  await app.cell(3).click({ position: { x: 20, y: 20 } })
  await expect(app.cell(3).getByRole('time')).toBeVisible()
})
