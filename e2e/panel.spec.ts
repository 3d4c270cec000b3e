import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, gone, test } from './app'

const panel = (app: App): Locator => app.page.getByRole('complementary', { name: 'Side panel' })
const row = (app: App, name: RegExp): Locator => panel(app).getByRole('row', { name })

const LEAVES = `import multiprocessing, threading, time
def spin():
    while True: pass
threading.Thread(target=spin, name="spinner", daemon=True).start()
child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,), name="sleeper", daemon=True)
child.start()
print(f"pid: {child.pid}.")`

test('where panels lie over the notebook, the one that is opened takes the place of the other', async ({
  blank
}) => {
  const contents = blank.page.getByRole('complementary', { name: 'Contents and files' })
  await blank.button('Contents and files').click()
  await expect(contents).toBeVisible()
  await blank.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(720, 700))
  await expect.poll(() => blank.page.evaluate(() => innerWidth)).toBeLessThan(901)
  await blank.button('Side panel').click()
  await expect(panel(blank)).toBeVisible()
  await expect(contents).toHaveCount(0)
  await blank.button('Contents and files').click()
  await expect(contents).toBeVisible()
  await expect(panel(blank)).toHaveCount(0)
})

test('what a cell leaves alive is listed with its state and its cell, and a child can be ended', async ({
  blank
}, info) => {
  test.skip(process.platform !== 'linux', 'threads can be watched on Linux only')
  await blank.button('Side panel').click()
  await expect(panel(blank)).toContainText('No kernel is running')
  await blank.run(1, LEAVES)
  await expect(blank.output(1)).toContainText(/pid: \d+\./)
  const pid = Number(/pid: (\d+)/.exec((await blank.output(1).textContent()) ?? '')?.[1])
  await expect(blank.kernelState()).toContainText('idle')
  await expect(row(blank, /^MainThread waiting for a cell/)).toBeVisible()
  await expect(row(blank, /spinner/)).toContainText('running Python')
  await expect(row(blank, /^sleeper pid/)).toContainText(`pid ${pid}`)
  await blank.screenshot('panel-now', info)
  await blank.button('Add cell').click()
  await blank.run(2, '"the cell of the moment"')
  await expect(blank.output(2)).toContainText('the cell of the moment')
  await row(blank, /^sleeper pid/)
    .getByRole('button', { name: /^Go to cell 1/ })
    .click()
  await expect(blank.cell(1)).toBeFocused()
  // What an earlier cell started can follow the current one.
  const follow = row(blank, /spinner/).getByRole('button', { name: /current cell/ })
  await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await row(blank, /^sleeper pid/)
    .getByRole('button', { name: 'End sleeper' })
    .click()
  await gone(pid)
  await expect(row(blank, /^sleeper pid/)).toHaveCount(0)
  await expect(row(blank, /spinner/)).toBeVisible()
})

const AWAITS = `import asyncio
async def reader(queue): await queue.get()
async def main():
    queue = asyncio.Queue()
    readers.extend(asyncio.create_task(reader(queue), name=f"reader-{n}") for n in range(40))
    await asyncio.sleep(0.01)
    while True: pass
readers = []
await main()`

test('tasks stand below their thread with what they await and their cell, also after the run', async ({
  blank
}, info) => {
  test.skip(process.platform !== 'linux', 'threads can be watched on Linux only')
  await blank.button('Side panel').click()
  await blank.run(1, AWAITS)
  await expect(row(blank, /^await running/)).toBeVisible()
  await expect(row(blank, /^reader-3 awaits Queue.get/)).toHaveAttribute('aria-level', '3')
  await blank.screenshot('panel-tasks', info)
  // The task of the cell itself and 23 readers are shown.
  const more = row(blank, /^17 more tasks/)
  await expect(row(blank, /^reader-30/)).toHaveCount(0)
  await more.click()
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await more.focus()
  await blank.page.keyboard.press('End')
  await blank.page.keyboard.press('ArrowUp')
  await expect(row(blank, /^reader-39 awaits Queue.get/)).toBeVisible()
  await blank.button('Interrupt').click()
  await expect(blank.kernelState()).toContainText('idle')
  const left = row(blank, /^reader-39 last seen: awaits Queue.get/)
  await expect(left).toBeVisible()
  await blank.screenshot('panel-tasks-left', info)
  await left.getByRole('button', { name: /^Go to cell 1/ }).click()
  await expect(blank.cell(1)).toBeFocused()
  // A run that ends them takes them away.
  await blank.run(1, 'for each in readers: each.cancel()\nawait asyncio.sleep(0.1)')
  await expect(row(blank, /^reader-/)).toHaveCount(0)
})

test('after an interrupt a cell says what goes on, and one click shows it', async ({ blank }) => {
  await blank.run(
    1,
    `import threading, time
for n in range(3):
    threading.Thread(target=time.sleep, args=(600,), name=f"deaf-{n}", daemon=True).start()
print("begun")
time.sleep(600)`
  )
  await expect(blank.output(1)).toContainText('begun')
  await blank.button('Interrupt').click()
  await expect(blank.cell(1)).toContainText('Threads go on: deaf-0, deaf-1, deaf-2')
  await blank.cell(1).getByRole('button', { name: 'Show them' }).click()
  await expect(row(blank, /deaf-2/)).toContainText('asleep')
  await blank.cell(1).getByRole('button', { name: 'Restart the kernel' }).click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await expect(row(blank, /deaf-2/)).toHaveCount(0)
})

test('variables show after a run, with type, size and value, and more of them at a click', async ({
  blank
}) => {
  await blank.page.keyboard.press('Control+B')
  await blank.page.getByRole('tab', { name: 'Variables' }).click()
  await blank.run(1, 'squares = [n * n for n in range(4)]\nname = "Ann"')
  await expect(row(blank, /squares/)).toContainText('list')
  await expect(row(blank, /squares/)).toContainText('4 items')
  await expect(row(blank, /squares/)).toContainText('[0, 1, 4, 9]')
  await panel(blank).getByRole('searchbox').fill('str')
  await expect(row(blank, /squares/)).toHaveCount(0)
  await row(blank, /name.*'Ann'/).click()
  await expect(panel(blank).getByRole('region', { name: 'About name' })).toContainText('Type: str')
  await blank.run(1, 'name = "Bob"')
  await expect(row(blank, /name.*'Bob'/)).toBeVisible()
})

test('the panel is there again with its tab and its width', async ({ launch, folder }) => {
  const userData = `${folder}/kept`
  const first = await launch({ userData })
  await first.button('New notebook').click()
  await first.button('Side panel').click()
  await first.page.getByRole('tab', { name: 'Variables' }).click()
  const edge = first.page.getByRole('separator', { name: 'Width of the side panel' })
  const width = Number(await edge.getAttribute('aria-valuenow'))
  await edge.focus()
  await first.page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', String(width + 24))
  await first.quit()
  const second = await launch({ userData })
  await second.button('New notebook').click()
  await expect(second.page.getByRole('tab', { name: 'Variables' })).toHaveAttribute('aria-selected', 'true')
  const kept = second.page.getByRole('separator', { name: 'Width of the side panel' })
  await expect(kept).toHaveAttribute('aria-valuenow', String(width + 24))
})
