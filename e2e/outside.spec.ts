import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

test('what another program did to the file is noticed, and comes in beside what was written here', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'notes.ipynb'), 'a = 1', 'b = 2')
  const app = await launch({ open: path })
  await app.run(1, 'a = "mine"')
  await expect(app.kernelState()).toContainText('idle', { timeout: 30_000 })
  writeNotebookFile(path, 'a = 1', 'b = "theirs"', 'c = "new"')
  await expect(app.page.getByText('Another program has changed this file.')).toBeVisible()
  await app.screenshot('outside', info)
  await app.button('Take the changes').click()
  await expect(app.code(1)).toHaveText('a = "mine"')
  await expect(app.code(2)).toHaveText('b = "theirs"')
  await expect(app.code(3)).toHaveText('c = "new"')
  await expect(app.page.getByText('Another program has changed this file.')).toHaveCount(0)
  await app.run(3, 'print(a)') // the kernel is the one that ran the first cell
  await expect(app.output(3)).toContainText('mine')
  // The file was taken in: saving asks nothing.
  await app.page.keyboard.press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('mine')
  expect(readFileSync(path, 'utf8')).toContain('theirs')
})

test('a file that is gone is told, and can be saved again', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'notes.ipynb'), 'a = 1')
  const app = await launch({ open: path })
  await expect(app.code(1)).toBeVisible()
  rmSync(path)
  await expect(app.page.getByText('The file is no longer there.')).toBeVisible()
  await app.button('Save it again').click()
  await expect.poll(() => existsSync(path)).toBe(true) // saved beside and renamed: whole as soon as it is there
  expect(readFileSync(path, 'utf8')).toContain('a = 1')
  await expect(app.page.getByText('The file is no longer there.')).toHaveCount(0)
})
