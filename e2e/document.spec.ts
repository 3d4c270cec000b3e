/** A document's examples with the faults that documents have: each part runs, each fault is explained and mended in one click. */
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, test } from './app'

/** The document that the project was made for, where it is at hand. */
const DOCUMENT = resolve(import.meta.dirname, '../../shared/document/concurrency.zh.md')

/** Ours, of the same shape: processes, a thread whose import was forgotten, coroutines that no task runs, and prose. */
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

def count():
    for n in range(3):
        print(f'{current_thread().name}: Hello', n)

thread = Thread(target=count)
thread.start()
thread.join()
\`\`\`

## asyncio

\`\`\`python
import asyncio

async def ring(bell):
    print("Hello World!")
    await asyncio.sleep(0.1)
    bell.stop()

bell = asyncio.get_event_loop()
rings = [ring(bell), ring(bell)]
bell.run_forever()
bell.close()
\`\`\`

## GIL

只有文字。
`

async function run(app: App, n: number): Promise<void> {
  await app.cell(n).scrollIntoViewIfNeeded()
  await app.code(n).click()
  await app.page.keyboard.press('Control+Enter')
}

/** What is said below a cell of what is wrong with it. */
function help(app: App, n: number): Locator {
  return app.cell(n).getByRole('status').filter({ hasText: 'Do not show this again' })
}

/** Puts the mended cell below and runs it. */
async function mend(app: App, n: number): Promise<void> {
  await help(app, n)
    .getByRole('button', { name: /ix it in a new cell$/ })
    .click()
  await expect(app.kernelState()).toContainText('idle')
  await run(app, n + 1)
}

/** The places of the three code cells, as long as nothing was put between. */
async function runAllParts(
  app: App,
  [processes, threads, loop]: readonly [number, number, number]
): Promise<void> {
  await run(app, processes)
  await expect(app.output(processes)).toContainText(/Worker A \(pid=\d+\)/)
  await expect(app.output(processes)).toContainText(/Worker B \(pid=\d+\)/)
  await expect(help(app, processes)).toHaveCount(0)

  await run(app, threads)
  await expect(app.output(threads)).toContainText("NameError: name 'current_thread' is not defined")
  await expect(help(app, threads)).toContainText(
    'current_thread is not imported: the standard library has it in threading.'
  )
  await mend(app, threads)
  await expect(app.code(threads + 1)).toContainText('from threading import Thread, current_thread')
  await expect(app.output(threads + 1)).toContainText(/Thread-\d+.*: Hello/)

  const last = loop + 1
  await run(app, last)
  // From 3.14 on Python refuses at once; before, the loop runs for ever, and is told of while it does.
  await expect(help(app, last)).toContainText(
    /two coroutines were created and never awaited\.|get_event_loop\(\) makes no loop of its own/
  )
  await mend(app, last)
  await expect(app.code(last + 1)).toContainText('asyncio.run(main())')
  await expect(app.output(last + 1)).toContainText(/(?:Hello World![^H]*){2}/)
  await expect(app.cell(last + 1)).toContainText(/\[\d+\]/)
  await expect(help(app, last + 1)).toHaveCount(0)
}

test('a document of processes, threads and a loop opens, each part runs, and each fault is mended', async ({
  launch,
  folder
}, info) => {
  const path = join(folder, 'ours.md')
  writeFileSync(path, OURS)
  const app = await launch({ open: path })
  await expect(app.page.getByRole('heading', { name: '进程' })).toBeVisible()
  await runAllParts(app, [2, 4, 6])
  await app.screenshot('mended', info)
})

test('the document that the project was made for opens, each part runs, and each fault is mended', async ({
  launch
}, info) => {
  test.skip(
    !existsSync(DOCUMENT),
    'the document is not beside this checkout; the test before has one of its shape'
  )
  const app = await launch({ open: DOCUMENT })
  await expect(app.page.getByRole('heading', { name: '1.简介' })).toBeVisible()
  await runAllParts(app, [5, 8, 11])
  await app.screenshot('the-document', info)
})
