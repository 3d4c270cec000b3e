import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

test('a new notebook runs cells, one after another, and shows what each printed, returned and raised', async ({
  blank
}, info) => {
  await expect(blank.code(1)).toBeFocused() // one can write at once
  await blank.write(1, 'import sys\nprint("你好, world")\nprint("careful", file=sys.stderr)\n6 * 7')
  await blank.page.keyboard.press('Shift+Enter')
  await expect(blank.output(1)).toContainText('你好, world')
  await expect(blank.output(1)).toContainText('careful')
  await expect(blank.output(1)).toContainText('42')

  await expect(blank.code(2)).toBeVisible() // Shift+Enter at the end adds a cell
  await blank.run(2, 'def half(n):\n    return n / 0\n\nhalf(1)')
  await expect(blank.output(2)).toContainText('ZeroDivisionError')
  await expect(blank.output(2)).toContainText('return n / 0')
  await blank.says(2, 'failed')
  await blank.screenshot('results', info)
})

test('output shows while it is being printed, with carriage returns and colours', async ({ blank }) => {
  await blank.run(
    1,
    `import time
for i in range(1, 4):
    print(f"\\rstep {i}", end="", flush=True)
    time.sleep(0.05)
print("\\n\\x1b[31mred\\x1b[0m and plain")
input("go on? ")`
  )
  // The cell is still running: it waits for an answer.
  await expect(blank.output(1)).toContainText('step 3')
  await expect(blank.output(1)).not.toContainText('step 1')
  const red = blank.output(1).getByText('red', { exact: true })
  await expect(red).not.toHaveCSS(
    'color',
    await blank.output(1).evaluate((node) => getComputedStyle(node).color)
  )
  await blank.page.getByRole('textbox', { name: /go on/ }).fill('yes')
  await blank.page.keyboard.press('Enter')
  await expect(blank.output(1)).toContainText('yes')
})

test('input() asks in the cell, and Ctrl-D ends it', async ({ blank }) => {
  await blank.run(1, 'name = input("Name? ")\nprint(f"Hello, {name}!")')
  const answer = blank.page.getByRole('textbox', { name: /Name\?/ })
  await expect(answer).toBeFocused()
  await answer.fill('Ada')
  await answer.press('Enter')
  await expect(blank.output(1)).toContainText('Hello, Ada!')
  await expect(answer).toHaveCount(0)
  await expect(blank.cell(1)).toBeFocused()

  await blank.run(1, 'input("Again? ")')
  const again = blank.page.getByRole('textbox', { name: /Again\?/ })
  await again.press('Control+D')
  await expect(blank.output(1)).toContainText('EOFError')
})

test('what children and the shell write lands in the cell that caused it, in order', async ({ blank }) => {
  await blank.run(
    1,
    `import os, subprocess, sys
print("before")
os.system("echo from the shell")
print("between")
subprocess.run([sys.executable, "-c", "print('from a child')"])
print("after")`
  )
  await expect(blank.output(1)).toContainText('after')
  const text = await blank.output(1).innerText()
  const places = ['before', 'from the shell', 'between', 'from a child', 'after'].map((word) =>
    text.indexOf(word)
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('processes and threads work with functions of the cell', async ({ blank }) => {
  await blank.run(
    1,
    `from multiprocessing import Process, get_context
from threading import Thread
import os

def work(name):
    print(name, os.getpid() != parent_pid if name == "fork" else "spawned")

parent_pid = os.getpid()
for kind in ("fork", "spawn"):
    child = get_context(kind).Process(target=work, args=(kind,))
    child.start()
    child.join()
thread = Thread(target=lambda: print("thread in", os.getpid() == parent_pid))
thread.start()
thread.join()`
  )
  await expect(blank.output(1)).toContainText('fork True')
  await expect(blank.output(1)).toContainText('spawn spawned')
  await expect(blank.output(1)).toContainText('thread in True')
})

test('the words of a document in Markdown become cells that run', async ({ launch, folder }, info) => {
  const document = join(folder, 'text.md')
  writeFileSync(
    document,
    '# 并发\n\n进程之间互不影响。\n\n```python\nprint("第一段")\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```text\nno code\n```\n'
  )
  const app = await launch({ open: document })
  await expect(app.page.getByRole('heading', { name: '并发' })).toBeVisible()
  await expect(app.page.getByRole('table')).toContainText('2')
  await app.button('Run all').click()
  await expect(app.output(2)).toContainText('第一段')
  await app.screenshot('document', info)
  // Saving never overwrites the document: it asks for a name.
  const before = readFileSync(document, 'utf8')
  const path = join(folder, 'saved.ipynb')
  await app.answerDialogs({ save: path })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => readFileSync(path, { encoding: 'utf8', flag: 'a+' })).toContain('第一段')
  expect(readFileSync(document, 'utf8')).toBe(before)
})

test('run all stops at the cell that fails, and says which were not run', async ({ launch, folder }) => {
  const app = await launch({
    open: writeNotebookFile(join(folder, 'a.ipynb'), '"first"', '1 / 0', '"third"')
  })
  await app.button('Run all').click()
  await expect(app.output(1)).toContainText('first')
  await expect(app.output(2)).toContainText('ZeroDivisionError')
  await app.says(3, 'not run')
})

test('an example opens from the welcome page and runs to its end', async ({ app }, info) => {
  test.setTimeout(120_000)
  await app.screenshot('welcome', info)
  await app.page.getByRole('button', { name: /First steps/ }).click()
  await expect(app.page.getByRole('heading', { name: 'First steps', exact: true })).toBeVisible()
  await app.button('Run all').click()
  await expect(app.output(7)).toContainText('is done', { timeout: 60_000 })
  // Far from view a cell is only its text, and what stands above it still grows.
  await expect(async () => {
    await app.page.locator('.cell').last().scrollIntoViewIfNeeded({ timeout: 1_000 })
    await expect(app.output(9)).toContainText('three waits of 0.9 s together', { timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await app.screenshot('example', info)
})
