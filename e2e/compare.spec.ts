import type { Locator } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, gone, test } from './app'

test.skip(process.platform !== 'linux', 'the threads of a cell can be watched on Linux only')

/** As long as the machine is slow: the pages below wait for what they show. */
const PATIENCE = { timeout: 40_000 }

const COUNT = `def count(n):
    while n: n -= 1
`
const THREADS = `import threading
${COUNT}
workers = [threading.Thread(target=count, args=(8_000_000,)) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
print("counted in threads")`
const PROCESSES = `import multiprocessing
${COUNT}
workers = [multiprocessing.Process(target=count, args=(8_000_000,)) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
print("counted in processes")`

const compared = (app: App): Locator => app.page.getByRole('region', { name: 'Runs of cell 1, compared' })
const trial = (app: App): Locator => app.page.getByRole('region', { name: 'Cell 1 on several Pythons' })

test('a pinned run stands beside the next one, with what changed between them', async ({ blank }) => {
  await blank.run(1, THREADS)
  await expect(blank.output(1)).toContainText('counted in threads', PATIENCE)
  await blank.button('Pin this run').click()
  await expect(compared(blank)).toContainText('Change the code or the Python')
  await blank.run(1, PROCESSES)
  await expect(blank.output(1)).toContainText('counted in processes', PATIENCE)
  await expect(compared(blank).getByRole('row')).toHaveCount(3, PATIENCE)
  // Whether two processes are faster is the machine's to say; that the figures are compared is ours.
  await expect(compared(blank).getByRole('listitem').first()).toContainText(/× faster|× slower|No difference/)
  await expect(compared(blank).getByRole('application')).toBeVisible()
  await compared(blank).getByText('What differs in the code').click()
  await expect(compared(blank)).toContainText('removed: workers = [threading.Thread')
  await expect(compared(blank)).toContainText('added: workers = [multiprocessing.Process')
  await blank.button('Unpin Pinned run 1').click()
  await expect(compared(blank)).toHaveCount(0)
})

test('the sentence under a cell leads to a page whose cell can be inserted and undone', async ({ blank }) => {
  await blank.run(1, THREADS)
  await expect(blank.output(1)).toContainText('counted in threads', PATIENCE)
  await blank.page.getByRole('button', { name: /: why, and what to try$/ }).click()
  const page = blank.page.getByRole('dialog', { name: 'Patterns' })
  await page.getByRole('button', { name: 'Overlapped waiting' }).focus()
  await blank.page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Overlapped waiting' })).toContainText('lets go of the GIL')
  await expect(page.getByRole('img')).toBeVisible()
  await blank.page.keyboard.press('Escape')
  await expect(page).toHaveCount(0)
  await blank.page.getByRole('button', { name: /: why, and what to try$/ }).click()
  await page.getByRole('button', { name: 'Waiting for each other' }).click()
  await page.getByRole('button', { name: 'Insert this cell below' }).click()
  await expect(blank.cell(2)).toContainText('lock = threading.Lock()')
  await blank.page.keyboard.press('z')
  await expect(blank.cell(2)).toHaveCount(0)
})

/** Opens the question, and leaves this many Pythons chosen. */
async function choose(app: App, count: number): Promise<void> {
  await app.cell(1).hover()
  await app.button('Run on several Pythons…').click()
  const dialog = app.page.getByRole('dialog', { name: 'Run this cell on several Pythons' })
  const pythons = dialog.getByRole('group', { name: 'Pythons' }).getByRole('checkbox')
  await expect(pythons.first()).toBeVisible(PATIENCE)
  for (const [i, python] of (await pythons.all()).entries()) await python.setChecked(i < count)
  await dialog.getByRole('button', { name: /^Run on \d/ }).click()
}

test('a cell runs on two Pythons, which are shown below each other', async ({ blank }) => {
  await blank.write(1, THREADS)
  await choose(blank, 2)
  await expect(trial(blank).getByText('counted in threads')).toHaveCount(2, PATIENCE)
  await expect(trial(blank).getByRole('listitem').first()).toContainText(/× faster|× slower|No difference/)
  await expect(trial(blank).getByRole('application')).toBeVisible()
  // The notebook's own kernel had no part in it.
  await expect(blank.kernelState()).toContainText('not started')
  await trial(blank).getByRole('button', { name: 'Close' }).click()
  await expect(trial(blank)).toHaveCount(0)
})

test('a trial that is stopped in the middle leaves no process', async ({ blank, folder }) => {
  const file = join(folder, 'pid')
  const cell = `import os, time\nopen(${JSON.stringify(file)}, "w").write(str(os.getpid()))\ntime.sleep(600)`
  await blank.write(1, cell)
  await choose(blank, 2)
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8'), PATIENCE).toMatch(/^\d+$/)
  const pid = Number(readFileSync(file, 'utf8'))
  await trial(blank).getByRole('button', { name: 'Stop' }).click()
  await expect(trial(blank).getByText('stopped')).toHaveCount(2)
  await gone(pid)
})

test('the kernel of a trial ends with the app', async ({ launch, folder }) => {
  const app = await launch()
  await app.button('New notebook').click()
  const file = join(folder, 'pid')
  await app.write(
    1,
    `import os, time\nopen(${JSON.stringify(file)}, "w").write(str(os.getpid()))\ntime.sleep(600)`
  )
  await choose(app, 1)
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8'), PATIENCE).toMatch(/^\d+$/)
  await app.quit()
  await gone(Number(readFileSync(file, 'utf8')))
})
