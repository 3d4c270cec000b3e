/**
 * Takes the pictures of the README and the docs: `npm run screenshots`. The README's is kept in the repository; the others
 * are written to `test-results/screenshots`, for whoever needs one or has changed how things look: every view of what cells
 * do, in both themes and both languages. The views around them are in `views.shots.ts`.
 */
import type { Locator } from '@playwright/test'
import { join, resolve } from 'node:path'
import { LONG_TRACES } from '../bench/timeline/longTraces'
import { PACKED_SIZE, packWithin } from '../common/trace/packed/pack'
import { text } from '../renderer/i18n/text'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'
import { LOOKS, PATIENCE, picture, size } from './pictures'

const DOCS = resolve(import.meta.dirname, '../docs')

/** The example, by its name in each language. */
const EXAMPLE = { en: /Threads against processes/, zh: /线程对进程/ }

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
const ALIVE = `import asyncio, multiprocessing, queue, threading, time
waiting = queue.Queue()
def count():
    while True: sum(range(10_000))
def nap():
    while True: time.sleep(0.2)
for target in (count, count, nap, waiting.get):
    threading.Thread(target=target, name=target.__name__, daemon=True).start()
multiprocessing.get_context("fork").Process(target=nap, name="child", daemon=True).start()
async def sleeper(n):
    await asyncio.sleep(n)
async def main():
    await asyncio.gather(*[asyncio.create_task(sleeper(n), name=f"sleeper {n}") for n in (3, 4, 60)])
asyncio.run(main())
`

/** The last waits for ever. */
const BROKEN = [
  'from threading import Thread\ndef hello(): print(current_thread().name)\nhello()',
  'queue = Queue()',
  'import asyncio\nasync def ring(): print("ring")\nbell = asyncio.new_event_loop()\nrings = [ring(), ring()]\nbell.run_forever()'
] as const

/** Runs all cells and waits for them; by the kernel's looks, which are the same in every language. */
async function runAll(app: App): Promise<void> {
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('button', { name: /^(Run all|全部运行)$/ }).click()
  await expect(app.page.locator('.kernel-button .kernel-dot.busy')).toBeVisible(PATIENCE)
  await expect(app.page.locator('.kernel-button .kernel-dot.idle')).toBeVisible(PATIENCE)
}

const timelines = (app: App): Locator => app.page.getByRole('application')

async function openTimelines(app: App): Promise<void> {
  for (const button of await app.page.getByRole('button', { name: /^(Timeline|时间线)$/ }).all())
    await button.click()
  await expect(timelines(app).first()).toBeVisible()
}

for (const [theme, language] of LOOKS)
  test(`what two cells did, ${theme}, ${language}`, async ({ launch }) => {
    test.setTimeout(300_000)
    const words = text(language)
    const look = `${theme}-${language}`
    const app = await launch({ language })
    const button = (name: string): Locator => app.page.getByRole('button', { name, exact: true }).first()
    await app.page.emulateMedia({ colorScheme: theme })
    await size(app, 1280, 1000)
    await app.page.getByRole('button', { name: EXAMPLE[language] }).click()
    await runAll(app)
    const strips = app.page.locator('.monitor-strip')
    await picture(app, `strip-${look}`, strips.first())

    await button(words.lines.toggle).click()
    await picture(app, `lines-${look}`, strips.first())
    await button(words.lines.toggle).click()

    await openTimelines(app)
    await picture(app, `threads-${look}`, timelines(app).first())
    await picture(app, `processes-${look}`, timelines(app).nth(1))
    await app.page.getByText(words.scope.figures.title, { exact: true }).first().click()
    await picture(app, `figures-${look}`, app.page.locator('.timeline-figures').first())
    await timelines(app).first().focus()
    await app.page.keyboard.press('l')
    await picture(app, `large-${look}`)
    await app.page.keyboard.press('Escape')

    await button(words.compare.pin).click()
    await timelines(app).first().scrollIntoViewIfNeeded()
    await button(words.scope.timeline.name).click()
    await runAll(app)
    const comparison = app.page.locator('.comparison').first()
    await expect(comparison.getByRole('application')).toBeVisible(PATIENCE)
    await picture(app, `compare-${look}`, comparison)

    await app.page.locator('.pattern-link').first().click()
    await expect(app.page.getByRole('dialog').getByRole('img').first()).toBeVisible()
    await picture(app, `pattern-${look}`)
    await app.page.keyboard.press('Escape')

    await size(app, 720, 900)
    await picture(app, `narrow-${look}`, strips.nth(1))
  })

for (const [theme, language] of LOOKS)
  test(`the side panel, ${theme}, ${language}`, async ({ launch, folder }) => {
    const words = text(language)
    const app = await launch({ language, open: writeNotebookFile(join(folder, 'alive.ipynb'), ALIVE) })
    await app.page.emulateMedia({ colorScheme: theme })
    await size(app, 1280, 800)
    await app.page.getByRole('button', { name: words.toolbar.panel, exact: true }).click()
    await app.page.getByRole('button', { name: words.toolbar.runAll, exact: true }).click()
    await expect(app.page.getByRole('treegrid')).toContainText('sleeper 60', PATIENCE)
    await picture(app, `now-${theme}-${language}`)
    await app.page.getByRole('button', { name: words.toolbar.interrupt, exact: true }).click()
    await expect(app.page.locator('.kernel-button .kernel-dot.idle')).toBeVisible(PATIENCE)
    await app.page.getByRole('tab', { name: words.panel.tabs.variables }).click()
    await expect(app.page.getByRole('grid')).toContainText('waiting', PATIENCE)
    await picture(app, `variables-${theme}-${language}`)
  })

for (const [theme, language] of LOOKS)
  test(`help below cells, ${theme}, ${language}`, async ({ launch, folder }) => {
    test.setTimeout(120_000)
    const app = await launch({ language, open: writeNotebookFile(join(folder, 'broken.ipynb'), ...BROKEN) })
    await app.page.emulateMedia({ colorScheme: theme })
    await size(app, 1000, 1250)
    const words = text(language)
    const helps = app.page.locator('.cell-help')
    for (const at of BROKEN.keys()) {
      await app.page.locator('.cell-code .cell-input').nth(at).click()
      await app.page.keyboard.press('Control+Enter')
      await expect(helps).toHaveCount(at + 1, PATIENCE)
    }
    await helps.first().locator('summary').click()
    await picture(app, `help-${theme}-${language}`)
    await app.page.getByRole('button', { name: words.settings.label, exact: true }).click()
    await app.page.getByText(words.help.settings, { exact: true }).click()
    await picture(app, `help-settings-${theme}-${language}`)
  })

test('a hundred threads', async ({ launch, folder }) => {
  const app = await launch({ open: writeNotebookFile(join(folder, 'many.ipynb'), MANY_THREADS) })
  await size(app, 1280, 1000)
  await runAll(app)
  await openTimelines(app)
  await picture(app, 'a-hundred-threads')
})

test('ten minutes', async ({ launch, folder }) => {
  const app = await launch({
    open: writeNotebookFile(
      join(folder, 'long.ipynb'),
      'import time; time.sleep(0.5)  # stands in for ten minutes of ten threads'
    )
  })
  await size(app, 1280, 1000)
  // In place of what this short run did the page is told of a long one: a made trace, for nobody waits ten minutes.
  const made = packWithin(mustMake(LONG_TRACES[0]), 8 * PACKED_SIZE)
  await app.electron.evaluate(({ BrowserWindow }, packed) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) throw new Error('no window')
    const send = contents.send.bind(contents)
    contents.send = (channel, ...args: unknown[]) => {
      const [notebook, run, , hasEnded] = args
      if (channel !== 'scope:trace') return send(channel, ...args)
      return send(channel, notebook, run, { ...packed, run }, hasEnded)
    }
  }, made)
  await runAll(app)
  await openTimelines(app)
  await picture(app, 'ten-minutes')
})

function mustMake(
  long: (typeof LONG_TRACES)[number] | undefined
): ReturnType<(typeof LONG_TRACES)[number]['make']> {
  if (long === undefined) throw new Error('there is no long trace')
  return long.make()
}

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
