/** Who wrote which line of a cell: threads, children and the main thread, told apart and one at a time. */
import type { Locator } from '@playwright/test'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test } from './app'

/** Two threads and a forked child take turns; each line waits for the one before. */
const IN_TURN = `import multiprocessing, threading
context = multiprocessing.get_context("fork")
def say(words, mine, next):
    for word in words:
        mine.acquire()
        print(word, flush=True)
        next.release()
a, b, c = (context.Semaphore(n) for n in (1, 0, 0))
writers = [threading.Thread(name="Ann", target=say, args=(["a1", "a2"], a, b)),
           threading.Thread(name="Bob", target=say, args=(["b1", "b2"], b, c)),
           context.Process(name="Child", target=say, args=(["c1", "c2"], c, a))]
writers[2].start()
for writer in writers[:2]: writer.start()
for writer in writers: writer.join()
print("over")`

const tags = (app: App): Locator => app.output(1).locator('.author-tag')
/** The names beside the text, in order: drawn, so that they are not part of it. */
const names = (app: App): Promise<(string | undefined)[]> =>
  tags(app).evaluateAll((all) => all.map((tag) => (tag as HTMLElement).dataset.name))
const chip = (app: App, name: string): Locator =>
  app.output(1).getByRole('button', { name: new RegExp(`^${name}, `) })
/** The text of cell 1, without the names beside it, as a selection of all of it would copy it. */
const selected = (app: App): Promise<string> =>
  app.output(1).evaluate((output) => {
    const text = output.querySelector('.text-scroll')
    const selection = getSelection()
    if (text !== null) selection?.selectAllChildren(text)
    return selection?.toString() ?? ''
  })

test('each stretch is named after who wrote it, and one click shows one author only', async ({
  blank
}, info) => {
  test.skip(process.platform === 'win32', 'there is no fork on Windows')
  await blank.run(1, IN_TURN)
  await expect.poll(() => names(blank)).toEqual(['Ann', 'Bob', 'Child', 'Ann', 'Bob', 'Child', 'main/other'])
  await expect(tags(blank).first()).toHaveAttribute('title', /Thread Ann · process \d+, thread \d+/)
  await expect(tags(blank).nth(2)).toHaveAttribute('title', /Child process Child · process \d+/)
  await blank.screenshot('authors', info)
  expect((await selected(blank)).trim().split(/\n+/)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'over'])

  await expect(chip(blank, 'Child')).toHaveAccessibleName('Child, 2 lines')
  await chip(blank, 'Child').click()
  await expect(chip(blank, 'Child')).toHaveAttribute('aria-pressed', 'true')
  await expect(blank.output(1).getByRole('status')).toHaveText('Only the 2 lines of Child are shown')
  await expect.poll(() => names(blank)).toEqual(['Child'])
  expect((await selected(blank)).trim().split(/\n+/)).toEqual(['c1', 'c2'])

  // By keyboard: the same chip again shows all, arrows go to the next.
  await blank.page.keyboard.press('Enter')
  await expect(tags(blank)).toHaveCount(7)
  await blank.page.keyboard.press('ArrowLeft')
  await expect(chip(blank, 'Bob')).toBeFocused()
  await blank.page.keyboard.press('Enter')
  await expect.poll(() => names(blank)).toEqual(['Bob'])
})

test('a saved notebook is opened with its authors', async ({ blank, folder }) => {
  await blank.run(
    1,
    'import threading\nann = threading.Thread(name="Ann", target=print, args=("hers",))\nann.start(); ann.join()\nprint("mine")'
  )
  await expect.poll(() => names(blank)).toEqual(['Ann', 'main/other'])
  const path = join(folder, 'authors.ipynb')
  await blank.answerDialogs({ save: path, open: path })
  await blank.button('Save').click()
  await expect(blank.page).toHaveTitle(/^authors/)
  await blank.button('Close notebook').click()
  await expect(blank.cell(1)).toHaveCount(0)
  await blank.page.getByRole('button', { name: /^authors/ }).click()
  await expect.poll(() => names(blank)).toEqual(['Ann', 'main/other'])
  await chip(blank, 'Ann').click()
  await expect.poll(() => names(blank)).toEqual(['Ann'])
})

test('one author alone is not named, and a new run begins with all lines', async ({ blank }) => {
  await blank.run(1, 'print("only me")')
  await expect(blank.output(1)).toContainText('only me')
  await expect(tags(blank)).toHaveCount(0)
  await expect(blank.output(1).getByRole('button', { name: /main/ })).toHaveCount(0)

  const two = `import threading
thread = threading.Thread(name="Ann", target=print, args=("hers",))
thread.start(); thread.join()
print("mine")`
  await blank.run(1, two)
  await chip(blank, 'Ann').click()
  await expect(blank.output(1)).not.toContainText('mine')
  await blank.run(1, two)
  await expect(blank.output(1)).toContainText('mine')
  await expect(chip(blank, 'Ann')).toHaveAttribute('aria-pressed', 'false')
})

test('five hundred threads fold their names, and can all be had', async ({ blank }, info) => {
  await blank.run(
    1,
    `import threading
threads = [threading.Thread(name=f"t{n}", target=print, args=(n,)) for n in range(500)]
for thread in threads: thread.start()
for thread in threads: thread.join()`
  )
  const more = blank.output(1).getByRole('button', { name: '+488 more' })
  await expect(more).toBeVisible()
  await blank.screenshot('authors-many', info)
  await more.click()
  await chip(blank, 't499').click()
  await expect.poll(() => names(blank)).toEqual(['t499'])
})
