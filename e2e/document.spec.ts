import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from './app'
import { expect, test } from './app'

/** The document that the project was made for, where it is at hand. */
const DOCUMENT = resolve(import.meta.dirname, '../../shared/document/concurrency.zh.md')

/** Ours, of the same shape: processes, a thread whose import was forgotten, a loop that never ends by itself. */
const OURS = `# 1.三种做法

## 进程

\`\`\`python
from multiprocessing import Process
import os

def greet(name):
    print('Worker %s (pid=%s)' % (name, os.getpid()))

if __name__ == '__main__':
    children = [Process(target=greet, args=(name,)) for name in 'AB']
    for child in children:
        child.start()
    for child in children:
        child.join()
\`\`\`

## 线程

\`\`\`python
from threading import Thread

thread = Thread(target=lambda: print(current_thread().name))
thread.start()
thread.join()
\`\`\`

## asyncio

\`\`\`python
import asyncio

asyncio.new_event_loop().run_forever()
\`\`\`
`

/** Runs the three code cells, numbered as they stand; the last one is stopped where Python does not refuse it. */
async function runAllParts(
  app: App,
  [processes, threads, loop]: readonly [number, number, number]
): Promise<void> {
  const run = async (n: number): Promise<void> => {
    await app.cell(n).scrollIntoViewIfNeeded()
    await app.code(n).click()
    await app.page.keyboard.press('Control+Enter')
  }
  await run(processes)
  await expect(app.output(processes)).toContainText(/Worker A \(pid=\d+\)/)
  await expect(app.output(processes)).toContainText(/Worker B \(pid=\d+\)/)
  await run(threads)
  await expect(app.output(threads)).toContainText("NameError: name 'current_thread' is not defined")
  await run(loop)
  // From 3.14 on Python refuses at once, and there may be nothing left to interrupt.
  const refused = app.output(loop).getByText('RuntimeError')
  await expect(refused.or(app.kernelState().getByText('busy')).first()).toBeVisible()
  if (!(await refused.isVisible())) await app.button('Interrupt').click()
  await expect(app.output(loop)).toContainText(/KeyboardInterrupt|RuntimeError/)
  await expect(app.kernelState()).toContainText('idle')
}

test('a document of processes, threads and a loop opens, and each part runs', async ({ launch, folder }) => {
  const path = join(folder, 'ours.md')
  writeFileSync(path, OURS)
  const app = await launch({ open: path })
  await expect(app.page.getByRole('heading', { name: '进程' })).toBeVisible()
  await runAllParts(app, [2, 4, 6])
})

test('the document that the project was made for opens, and each part runs', async ({ launch }, info) => {
  test.skip(
    !existsSync(DOCUMENT),
    'the document is not beside this checkout; the test before has one of its shape'
  )
  const app = await launch({ open: DOCUMENT })
  await expect(app.page.getByRole('heading', { name: '1.简介' })).toBeVisible()
  await runAllParts(app, [5, 8, 11])
  await app.screenshot('the-document', info)
})
