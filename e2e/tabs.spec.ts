import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, gone, test, writeNotebookFile } from './app'

const tab = (app: App, name: string | RegExp) => app.page.getByRole('tab', { name })
const front = (app: App) => app.page.getByRole('tab', { selected: true })
/** Asks for a file as a second start or the system does. */
const ask = (app: App, path: string) =>
  app.electron.evaluate(({ BrowserWindow }, path) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('files:asked', path)
  }, path)

/** The app with these notebooks open, the last one in front. */
async function openAll(app: App, folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await app.page.getByRole('main').waitFor()
  for (const [name, code] of Object.entries(files)) {
    await ask(app, writeNotebookFile(join(folder, `${name}.ipynb`), code))
    await expect(front(app)).toHaveText(`${name}.ipynb`)
  }
}

test('notebooks are open beside each other, each with its own kernel, which goes on while another is in front', async ({
  app,
  folder
}, info) => {
  const done = join(folder, 'go')
  const wait = `import os, time\nx = "first"\nprint(f"pid {os.getpid()}.", flush=True)\nwhile not os.path.exists(${JSON.stringify(done)}): time.sleep(0.05)\nprint("went on")`
  await openAll(app, folder, { first: wait, second: 'x' })
  await tab(app, 'first.ipynb').click()
  await app.button('Run all').click()
  await expect(app.output(1)).toContainText('pid')
  await tab(app, 'second.ipynb').click()
  await expect(app.code(1)).toHaveText('x')
  await app.button('Run all').click()
  await expect(app.output(1)).toContainText("name 'x' is not defined")
  await expect(tab(app, /first\.ipynb.*running/)).toBeVisible()
  await app.screenshot('tabs', info)

  mkdirSync(done)
  await expect(tab(app, /^first\.ipynb, unsaved changes$/)).toBeVisible()
  await tab(app, /first\.ipynb/).click()
  await expect(app.output(1)).toContainText('went on')
  await expect(app.page.getByRole('group', { name: 'What running cell 1 did' })).toBeVisible()
  const pid = Number(/pid (\d+)\./.exec((await app.output(1).textContent()) ?? '')?.[1])
  await app.answerDialogs({ button: 1 })
  await app.button('Close notebook').click()
  await expect(tab(app, /second\.ipynb/)).toHaveAttribute('aria-selected', 'true')
  await gone(pid)
})

test('a kernel that dies behind is seen in its tab', async ({ app, folder }) => {
  const end = join(folder, 'end')
  const die = `import os, time\nwhile not os.path.exists(${JSON.stringify(end)}): time.sleep(0.05)\nos.kill(os.getpid(), 9)`
  await openAll(app, folder, { dies: die, other: '1' })
  await tab(app, 'dies.ipynb').click()
  await app.button('Run all').click()
  await tab(app, 'other.ipynb').click()
  mkdirSync(end)
  await expect(tab(app, /dies\.ipynb.*ended unexpectedly/)).toBeVisible({ timeout: 30_000 })
})

test('keys go from tab to tab, move tabs and close them, wherever the focus is', async ({ app, folder }) => {
  await openAll(app, folder, { a: '"a"', b: '"b"', c: '"c"' })
  const { keyboard } = app.page
  await app.code(1).click()
  await keyboard.press('Control+Tab')
  await expect(front(app)).toHaveText('a.ipynb')
  await keyboard.press('Control+PageUp')
  await expect(front(app)).toHaveText('c.ipynb')
  await keyboard.press('Control+Shift+PageUp')
  await expect(app.page.getByRole('tab')).toHaveText(['a.ipynb', 'c.ipynb', 'b.ipynb'])
  await keyboard.press('Control+PageDown')
  await expect(front(app)).toHaveText('b.ipynb')
  await app.button('Welcome page').click()
  await expect(app.button('New notebook')).toBeVisible()
  await keyboard.press('Control+Tab')
  await expect(front(app)).toHaveText('a.ipynb')

  await front(app).focus()
  await keyboard.press('ArrowRight')
  await expect(front(app)).toHaveText('c.ipynb')
  await expect(front(app)).toBeFocused()
  await keyboard.press('Delete')
  await expect(app.page.getByRole('tab')).toHaveText(['a.ipynb', 'b.ipynb'])
})

test('a tab is dragged to another place, and closed by the middle button of the mouse', async ({
  app,
  folder
}) => {
  await openAll(app, folder, { a: '"a"', b: '"b"', c: '"c"' })
  const last = await tab(app, 'c.ipynb').boundingBox()
  await tab(app, 'a.ipynb').dragTo(tab(app, 'c.ipynb'), {
    targetPosition: { x: last!.width - 8, y: 8 }
  })
  await expect(app.page.getByRole('tab')).toHaveText(['b.ipynb', 'c.ipynb', 'a.ipynb'])
  await tab(app, 'b.ipynb').click({ button: 'middle' })
  await expect(app.page.getByRole('tab')).toHaveText(['c.ipynb', 'a.ipynb'])
})

test('a file that is open is gone to, and what was typed and where one was stays with each tab', async ({
  app,
  folder
}) => {
  const long = join(folder, 'long.ipynb')
  writeNotebookFile(long, ...Array.from({ length: 60 }, (_, i) => `"cell ${i + 1}"`))
  await app.page.getByRole('main').waitFor()
  await ask(app, long)
  await app.cell(1).waitFor()
  await app.page.getByRole('main').evaluate((main) => (main.scrollTop = main.scrollHeight))
  await app.code(60).click()
  await app.page.keyboard.type(' # typed')
  const top = () => app.page.getByRole('main').evaluate((main) => main.scrollTop)
  await expect.poll(top).toBeGreaterThan(500)
  await openAll(app, folder, { short: '"short"' })
  await ask(app, long)
  await expect(front(app)).toHaveText('long.ipynb')
  await expect(app.page.getByRole('tab')).toHaveCount(2)
  await expect(app.code(60)).toContainText('# typed')
  await expect(app.code(60)).toBeInViewport()
  await app.code(60).click()
  await app.page.keyboard.press('Control+Z') // the editor still knows what was typed
  await expect(app.code(60)).not.toContainText('# typed')
})

test('quitting asks about each unsaved notebook, and the next start brings the tabs back', async ({
  launch,
  folder
}) => {
  const app = await launch()
  await openAll(app, folder, { a: '"a"', b: '"b"', c: '"c"' })
  for (const name of ['c', 'a']) {
    await tab(app, `${name}.ipynb`).click()
    await app.write(1, `"${name} changed"`)
  }
  await app.answerDialogs({ button: 0 })
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await app.ended()
  for (const name of ['a', 'c'])
    expect(readFileSync(join(folder, `${name}.ipynb`), 'utf8')).toContain(`${name} changed`)
  expect(existsSync(join(folder, 'user-data', 'settings.json'))).toBe(true)

  const again = await launch()
  await expect(again.page.getByRole('tab')).toHaveText(['a.ipynb', 'b.ipynb', 'c.ipynb'])
  await expect(again.code(1)).toContainText('changed')
  await again.quit()

  // A file that is named at the start too is in front, in its old place.
  const named = await launch({ open: join(folder, 'b.ipynb') })
  await expect(front(named)).toHaveText('b.ipynb')
  await expect(named.page.getByRole('tab')).toHaveText(['a.ipynb', 'b.ipynb', 'c.ipynb'])
})
