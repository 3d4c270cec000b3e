import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

test('what was not saved when the app was killed is offered, compared with the file, and saved', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'notes.ipynb'), 'a = 1', 'b = 2')
  const before = readFileSync(path, 'utf8')
  const first = await launch({ open: path })
  await first.write(1, 'a = "not saved"')
  const kept = join(folder, 'user-data', 'recovery')
  await expect.poll(() => copiesIn(kept), { timeout: 30_000 }).toContain('not saved')
  process.kill(first.pid, 'SIGKILL')
  await first.ended()
  expect(readFileSync(path, 'utf8')).toBe(before)

  const second = await launch()
  await expect(second.page.getByRole('heading', { name: 'Unsaved work' })).toBeVisible()
  await second.screenshot('recovery-welcome', info)
  await second.button('Open the unsaved work on notes.ipynb').click()
  await expect(second.code(1)).toHaveText('a = "not saved"')
  await expect(second.page.getByText('This is unsaved work from an earlier session.')).toBeVisible()
  await second.button('Compare with the file').click()
  const dialog = second.page.getByRole('dialog')
  await expect(dialog).toContainText('removed: a = 1')
  await expect(dialog).toContainText('added: a = "not saved"')
  await second.screenshot('recovery-compare', info)
  await second.button('Go on with the unsaved work').click()
  await second.page.getByRole('status').getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('not saved')
  await expect(second.page.getByText('This is unsaved work')).toHaveCount(0)
  await expect.poll(() => copiesIn(kept)).toBe('')
})

test('unsaved work can be given up for the file, and is then gone', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'notes.ipynb'), 'a = 1')
  const first = await launch({ open: path })
  await first.write(1, 'a = "not wanted"')
  const kept = join(folder, 'user-data', 'recovery')
  await expect.poll(() => copiesIn(kept), { timeout: 30_000 }).toContain('not wanted')
  process.kill(first.pid, 'SIGKILL')
  await first.ended()

  const second = await launch({ open: path })
  await expect(second.code(1)).toHaveText('a = 1')
  await second.button('Show it').click()
  await expect(second.code(1)).toHaveText('a = "not wanted"')
  await second.button('Compare with the file').click()
  await second.button('Give up the unsaved work').click()
  await expect(second.code(1)).toHaveText('a = 1')
  await expect.poll(() => copiesIn(kept)).toBe('')
})

/** The text of all copies in a folder: those that are written to their end, not the files that they are written into. */
function copiesIn(folder: string): string {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.recovery.json'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
  } catch {
    return ''
  }
}
