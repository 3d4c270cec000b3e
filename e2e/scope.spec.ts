import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, test } from './app'

test.skip(process.platform !== 'linux', 'the threads of a cell can be watched on Linux only')

const BUSY = `import threading, time
def busy(end):
    while time.perf_counter() < end: pass
def fight(seconds):
    threads = [threading.Thread(target=busy, args=(time.perf_counter() + seconds,)) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print("fought", seconds)
`

const strip = (app: App, n: number): Locator =>
  app.page.getByRole('group', { name: `What running cell ${n} did`, exact: true })

test('a cell with busy threads says that they took turns with the GIL', async ({ blank }) => {
  await blank.run(1, `${BUSY}fight(2)`)
  await expect(blank.output(1)).toContainText('fought 2')
  await expect(strip(blank, 1)).toContainText('took turns')
  await expect(strip(blank, 1)).toContainText('exact')
})

test('what a cell does shows while it runs, and again after a restart', async ({ blank }) => {
  await blank.run(1, `${BUSY}fight(600)`)
  await expect(strip(blank, 1)).toContainText('GIL')
  await expect(blank.kernelState()).toContainText('busy')
  await blank.button('Restart').click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await expect(blank.kernelState()).toContainText('idle')
  await blank.run(1, `${BUSY}fight(1)`)
  await expect(blank.output(1)).toContainText('fought 1')
  await expect(strip(blank, 1)).toContainText('took turns')
})
