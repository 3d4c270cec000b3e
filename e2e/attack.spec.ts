/** What people do to a notebook that nobody planned for: impatience, hostile code, and files that are not what they seem. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, gone, test, writeNotebookFile } from './app'

test('a cell asked for again while it runs shows its run to the end, then the next one', async ({
  blank
}) => {
  await blank.run(
    1,
    'count = globals().get("count", 0) + 1\nprint("run", count)\ninput("go on? ")\nprint("over", count)'
  )
  const answer = blank.page.getByRole('textbox', { name: /go on/ })
  await answer.waitFor()
  await blank.code(1).click()
  await blank.page.keyboard.press('Control+Enter')
  await answer.fill('yes')
  await answer.press('Enter')
  await expect(blank.output(1)).toContainText('run 2')
  await answer.fill('yes')
  await answer.press('Enter')
  await expect(blank.output(1)).toContainText('over 2')
})

test('a restart during a run is called what it is, not a death', async ({ blank }) => {
  await blank.run(1, 'import time\nprint("begun", flush=True)\ntime.sleep(600)')
  await expect(blank.output(1)).toContainText('begun')
  await blank.button('Restart').click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await blank.says(1, 'interrupted')
  await expect(blank.page.getByText('The kernel ended')).toHaveCount(0)
})

test('a kernel that was stopped by a signal can be interrupted', async ({ blank }) => {
  await blank.run(
    1,
    'import os, signal\nprint("begun")\nos.kill(os.getpid(), signal.SIGSTOP)\nwhile True: pass'
  )
  await expect(blank.output(1)).toContainText('begun')
  await blank.button('Interrupt').click()
  await expect(blank.output(1)).toContainText('KeyboardInterrupt')
})

test('a running cell can be moved, made Markdown, deleted and brought back', async ({ blank }) => {
  await blank.run(
    1,
    'import time\nn = 0\nwhile True:\n    n += 1\n    print("tick", n)\n    time.sleep(0.02)'
  )
  await expect(blank.output(1)).toContainText('tick 2')
  await blank.page.keyboard.press('a') // a cell above
  await blank.page.keyboard.press('ArrowDown')
  for (const keys of ['Alt+ArrowUp', 'm', 'z', 'd', 'd', 'z']) await blank.page.keyboard.press(keys)
  const ticks = async () => (await blank.output(1).textContent())?.match(/tick \d+/g)?.length ?? 0
  const before = await ticks()
  await expect.poll(ticks).toBeGreaterThan(before)
  await blank.button('Interrupt').click()
  await blank.says(1, 'interrupted')
})

const DEEPER = 'def deeper(n): return deeper(n + 1)\ndeeper(0)'

test('code that spoils its own output loses only that', async ({ blank }) => {
  const spoilers = [
    'import os\nos.close(1)\nos.close(2)',
    'import os\nos.dup2(os.open(os.devnull, os.O_WRONLY), 1)',
    'import os\nos.write(1, b"\\x1b]7373;99999\\x07\\x1b]7373;")',
    'import os\nos.write(1, bytes(range(256)) * 100)',
    'import sys\nsys.stdout.close()',
    'import os\nos.chdir("/")',
    DEEPER
  ]
  for (const [n, code] of spoilers.entries()) {
    await blank.run(1, code)
    if (code === DEEPER) await blank.says(1, 'failed') // else what is asked for meanwhile is given up with it
    await blank.run(1, `import os\nprint("printed", ${n})\nos.system("echo shouted ${n}")`)
    await expect(blank.output(1)).toContainText(`printed ${n}`)
    await expect(blank.output(1)).toContainText(`shouted ${n}`)
  }
})

test('impatient clicks ask once and run once', async ({ blank }) => {
  await blank.write(1, 'print("ran")')
  // Questions stay open until all the clicks are made.
  await blank.electron.evaluate(({ dialog }) => {
    const test = globalThis as { asked?: string[]; answer?: () => void }
    const asked: string[] = (test.asked = [])
    const patient = new Promise<void>((resolve) => (test.answer = resolve))
    Object.assign(dialog, {
      showMessageBox: async (_window: unknown, { message }: { message: string }) => {
        asked.push(message)
        await patient
        return { response: 2 }
      }
    })
  })
  for (let i = 0; i < 3; i++) await blank.button('Close notebook').click()
  await blank.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => blank.dialogsAsked()).toHaveLength(1)
  await blank.electron.evaluate(() => (globalThis as { answer?: () => void }).answer?.())
  await expect.poll(() => blank.dialogsAsked()).toHaveLength(2) // the notebook's, then the window's
  await blank.button('Run all').click()
  await expect(blank.output(1)).toContainText('ran')
})

test('closing the window in the middle of a flood ends everything', async ({ launch, folder }) => {
  const code = 'import os\nprint(f"pid {os.getpid()}.", flush=True)\nwhile True: print("x" * 1000)'
  const app = await launch({ open: writeNotebookFile(join(folder, 'flood.ipynb'), code) })
  await app.button('Run all').click()
  await expect(app.output(1)).toContainText(/pid \d+\./)
  const pid = Number(/pid (\d+)\./.exec((await app.output(1).textContent()) ?? '')?.[1])
  await app.answerDialogs({ button: 1 })
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await app.ended()
  await gone(pid)
})

test('what is no file to open is told in words, and leaves the open notebook alone', async ({
  launch,
  folder
}) => {
  const app = await launch({ open: writeNotebookFile(join(folder, '名 %20 #1 \'q".ipynb'), '"kept"') })
  await expect(app.code(1)).toContainText('kept')
  const tries = {
    'folder.ipynb': (path: string) => mkdirSync(path),
    'pipe.ipynb': (path: string) => execFileSync('mkfifo', [path]),
    'empty.ipynb': (path: string) => writeFileSync(path, ''),
    'binary.ipynb': (path: string) => writeFileSync(path, Buffer.alloc(1000, 0xff)),
    'list.ipynb': (path: string) => writeFileSync(path, '[1, 2]'),
    'gone.ipynb': () => undefined
  }
  for (const [name, make] of Object.entries(tries)) {
    make(join(folder, name))
    await app.electron.evaluate(
      ({ BrowserWindow }, path) => BrowserWindow.getAllWindows()[0]?.webContents.send('files:asked', path),
      join(folder, name)
    )
    await expect(app.page.getByText('The file was not opened')).toBeVisible()
    await app.button('Dismiss').click()
    await expect(app.code(1)).toContainText('kept')
  }
})
