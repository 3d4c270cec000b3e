import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, expect, test, writeNotebookFile } from './app'

/** Settings that an earlier session left in the user-data folder of these tests. */
function leaveSettings(folder: string, settings: object): void {
  mkdirSync(join(folder, 'user-data'), { recursive: true })
  writeFileSync(join(folder, 'user-data/settings.json'), JSON.stringify(settings))
}

const bounds = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())

test('a second start while the first one begins hands its file over, and it is opened', async ({
  launch,
  folder
}) => {
  const path = writeNotebookFile(join(folder, 'second.ipynb'), '"from the second start"')
  const first = launch()
  // From here on the second start knows that there is a first one, which has no window yet.
  await expect.poll(() => isThere(join(folder, 'user-data/SingletonLock')), { intervals: [10] }).toBe(true)
  await launch({ open: path }).catch(() => undefined)
  await expect((await first).code(1)).toContainText('from the second start')
})

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

test('the window comes back to its place, in its size, and never off the screen', async ({
  launch,
  folder
}) => {
  const first = await launch()
  const place = { x: 40, y: 60, width: 900, height: 640 }
  await first.electron.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    place
  )
  const settings = join(folder, 'user-data/settings.json')
  await expect.poll(() => isThere(settings) && readFileSync(settings, 'utf8')).toMatch(/"width": 900/)
  await first.quit()
  const second = await launch()
  expect(await bounds(second)).toEqual(place)
  await second.quit()

  leaveSettings(folder, { windowPlace: { x: 9000, y: 60, width: 900, height: 640, isMaximised: false } })
  const third = await launch()
  expect(await bounds(third)).toMatchObject({ width: 900, height: 640 })
  expect((await bounds(third))!.x).toBeLessThan(9000)
})

test('recent files that are gone are not offered', async ({ launch, folder }) => {
  const here = writeNotebookFile(join(folder, 'here.ipynb'), '1')
  leaveSettings(folder, { recent: [join(folder, 'gone.ipynb'), here] })
  const app = await launch()
  await expect(app.page.getByRole('button', { name: 'here.ipynb' })).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'gone.ipynb' })).toHaveCount(0)
})

test('when the page crashes, what was not saved is offered by the one that is loaded anew', async ({
  launch,
  folder
}) => {
  const app = await launch({ open: writeNotebookFile(join(folder, 'notes.ipynb'), 'a = 1') })
  await app.write(1, 'a = "not saved"')
  const kept = join(folder, 'user-data/recovery')
  await expect.poll(() => isThere(kept), { timeout: 30_000 }).toBe(true)
  await app.answerDialogs({ button: 0 })
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  )
  await expect.poll(() => app.dialogsAsked()).toEqual(['The page stopped unexpectedly.'])
  // The test's hold on the page went with it: asked of the main process.
  const text = () =>
    app.electron.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.body.innerText'
        ) as Promise<string>
    )
  await expect.poll(() => text().catch(() => ''), { timeout: 30_000 }).toContain('Unsaved work')
  expect(readFileSync(join(folder, 'user-data/crashes/crashes.log'), 'utf8')).toContain('the page stopped')
})

test('an error in the main process is told once, and written into a report; a crash is told at the next start', async ({
  launch,
  folder
}) => {
  const first = await launch()
  await first.button('New notebook').waitFor()
  await first.answerDialogs({ button: 0 })
  await first.electron.evaluate(() => {
    for (const name of ['one', 'two']) setImmediate(() => void Promise.reject(new Error(name)))
    setImmediate(() => {
      throw new Error('on purpose')
    })
  })
  await expect.poll(() => first.dialogsAsked()).toEqual(['Something went wrong inside Gilscope.'])
  const report = join(folder, 'user-data/crashes/crashes.log')
  await expect.poll(() => isThere(report) && readFileSync(report, 'utf8')).toContain('on purpose')
  await expect(first.button('New notebook')).toBeVisible()
  await first.quit()

  const second = await launch()
  await second.button('New notebook').waitFor()
  await expect(second.page.getByRole('alert')).toHaveCount(0)
  await second.electron.evaluate(() => setImmediate(() => process.crash())).catch(() => undefined)
  await second.ended()

  const third = await launch()
  await expect(third.page.getByRole('alert')).toContainText('crashed')
  await expect(third.button('Show the report')).toBeVisible()
  await third.quit()
  const fourth = await launch()
  await fourth.button('New notebook').waitFor()
  await expect(fourth.page.getByRole('alert')).toHaveCount(0)
})
