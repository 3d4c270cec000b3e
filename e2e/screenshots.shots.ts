/**
 * Takes the pictures of the README and the docs: `npm run screenshots`. The README's is kept in the repository; the others
 * are written to `test-results/screenshots`, for whoever needs one or has changed how things look.
 */
import { join, resolve } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

const DOCS = resolve(import.meta.dirname, '../docs')
const PICTURES = resolve(import.meta.dirname, '../test-results/screenshots')

const MANY_THREADS = `import random, threading, time
def work():
    end = time.perf_counter() + 3
    while time.perf_counter() < end:
        sum(i * i for i in range(random.randrange(20_000)))
        time.sleep(random.random() / 5)
threads = [threading.Thread(target=work, name=f"worker-{i}") for i in range(100)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`
const TEN_MINUTES = `import hashlib, threading, time
block, end = b"x" * 4_000_000, time.perf_counter() + 600
def python():
    while time.perf_counter() < end: sum(i * i for i in range(2_000))
def native():
    while time.perf_counter() < end:
        hashlib.sha256(block).digest()
        time.sleep(0.02)
threads = [threading.Thread(target=f, name=f.__name__) for f in (python, python, native)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`

/** Waits for all cells, and opens the timeline below each that has one. */
async function watched(app: App, patience = 60_000): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 1000))
  await app.button('Run all').click()
  // By its looks, which are the same in every language.
  await expect(app.page.locator('.kernel-dot.busy')).toBeVisible()
  await expect(app.page.locator('.kernel-dot.idle')).toBeVisible({ timeout: patience })
  for (const button of await app.page.getByRole('button', { name: /^(Timeline|时间线)$/ }).all())
    await button.click()
  await expect(app.page.getByRole('application').first()).toBeVisible()
  await app.page.mouse.move(1270, 500)
}

const picture = (app: App, name: string): Promise<Buffer> =>
  app.page.screenshot({ path: join(PICTURES, `${name}.png`) })

for (const [theme, language, title] of [
  ['light', 'en', /Threads against processes/],
  ['dark', 'en', /Threads against processes/],
  ['light', 'zh', /线程对进程/]
] as const)
  test(`threads against processes, ${theme}, ${language}`, async ({ launch }) => {
    const app = await launch({ language })
    await app.page.emulateMedia({ colorScheme: theme })
    await app.page.getByRole('button', { name: title }).click()
    await watched(app)
    for (const [i, part] of ['threads', 'processes'].entries()) {
      await app.page.getByRole('application').nth(i).scrollIntoViewIfNeeded()
      await picture(app, `${part}-${theme}-${language}`)
    }
    if (theme === 'dark' || language === 'zh') return
    await app.page.getByRole('application').first().focus()
    await app.page.keyboard.press('l')
    await picture(app, 'large')
  })

for (const [name, code, patience] of [
  ['a hundred threads', MANY_THREADS, 60_000],
  ['ten minutes', TEN_MINUTES, 700_000]
] as const)
  test(name, async ({ launch, folder }) => {
    test.setTimeout(patience + 60_000)
    const app = await launch({ open: writeNotebookFile(join(folder, 'long.ipynb'), code) })
    await watched(app, patience)
    await picture(app, name.replaceAll(' ', '-'))
  })

test('two threads that take turns', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 900))
  await app.page.getByRole('button', { name: /First steps/ }).click()
  await app.button('Run all').click()
  await expect(app.kernelState()).toContainText('busy')
  await expect(app.kernelState()).toContainText('idle', { timeout: 60_000 })
  const threads = app.cell(5)
  await threads.getByRole('button', { name: 'Timeline' }).click()
  await expect(app.page.getByRole('application', { name: /^Timeline of cell/ })).toBeVisible()
  await app.page.getByRole('heading', { name: 'Threads', exact: true }).hover()
  await app.page.mouse.wheel(0, 530)
  await app.page.mouse.move(990, 500)
  await app.page.screenshot({ path: join(DOCS, 'screenshot.png') })
})
