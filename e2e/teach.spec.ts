import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test } from './app'

const cell = (cell_type: 'code' | 'markdown', id: string, source: string) => ({
  ...{ cell_type, id, metadata: {}, source },
  ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {})
})

/** Two sections, each a heading and a cell that two threads run in. */
function course(folder: string): string {
  const path = join(folder, 'course.ipynb')
  const work =
    'import threading, time\ndef work():\n    until = time.monotonic() + 0.6\n    while time.monotonic() < until: pass\nthreads = [threading.Thread(target=work) for _ in range(2)]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint("both are done")'
  const cells = [
    cell(
      'markdown',
      'a',
      '# Taking turns\n\nTwo threads, **one GIL**: only one of them runs Python at a time.'
    ),
    cell('code', 'b', work),
    cell('markdown', 'c', '# What is left\n\nProcesses do not share a GIL.'),
    cell('code', 'd', 'print("the second section")')
  ]
  writeFileSync(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  return path
}

const heading = (app: App, name: string) => app.page.getByRole('main').getByRole('heading', { name })
const beside = (app: App) => app.page.getByRole('complementary', { name: 'What the last run did' })

test('one section at a time, in large type, with the timeline of its run beside it', async ({
  launch,
  folder
}, info) => {
  const app = await launch({ open: course(folder) })
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720)
  )
  await app.cell(1).waitFor()
  const sizeOf = () => app.code(2).evaluate((code) => Number.parseFloat(getComputedStyle(code).fontSize))
  const before = await sizeOf()
  const { keyboard } = app.page
  await app.button('Teach mode').click()
  await expect(heading(app, 'Taking turns')).toBeVisible()
  await expect(heading(app, 'What is left')).toHaveCount(0)
  await expect(app.page.getByRole('tablist')).toHaveCount(0)
  await expect.poll(sizeOf).toBeGreaterThan(before * 1.3)

  await keyboard.press('ArrowDown')
  await keyboard.press('Shift+Enter') // runs the section's last cell and stays with it
  await expect(app.output(2)).toContainText('both are done', { timeout: 30_000 })
  await expect(heading(app, 'Taking turns')).toBeVisible()
  await expect(beside(app).getByRole('group', { name: 'Timeline of cell 2' })).toBeVisible()
  expect(await app.page.evaluate(() => document.scrollingElement!.scrollWidth <= innerWidth)).toBe(true)
  await app.screenshot('teach', info)
  await app.page.emulateMedia({ colorScheme: 'dark' })
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await app.screenshot('teach-dark', info)

  await keyboard.press('PageDown')
  await expect(heading(app, 'What is left')).toBeVisible()
  await expect(heading(app, 'Taking turns')).toHaveCount(0)
  await expect(app.page.getByRole('status').filter({ hasText: '2 of 2' })).toBeVisible()
  await expect(beside(app)).toContainText('Run a cell')
  await keyboard.press('PageDown') // the last one
  await expect(heading(app, 'What is left')).toBeVisible()

  await app.code(4).click()
  await keyboard.press('PageUp') // also out of an editor, as a presenter's remote sends it
  await expect(heading(app, 'Taking turns')).toBeVisible()
})

test('Escape leaves the editor first, then teach mode, and all is as before', async ({ launch, folder }) => {
  const app = await launch({ open: course(folder) })
  await app.cell(1).waitFor()
  await app.page.keyboard.press('F5')
  await expect(heading(app, 'What is left')).toHaveCount(0)
  await app.code(2).click()
  await app.page.keyboard.press('Escape')
  await expect(app.button('Next section')).toBeVisible()
  await app.page.keyboard.press('Escape')
  await expect(heading(app, 'What is left')).toBeVisible()
  await expect(app.page.getByRole('tab', { name: 'course.ipynb' })).toBeVisible()
  await expect(app.page).toHaveTitle(/^course/) // nothing was edited
})
