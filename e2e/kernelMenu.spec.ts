import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

/** The kernel's menu, opened. */
async function menu(app: App): Promise<Locator> {
  await app.page.getByRole('button', { name: /^Kernel/ }).click()
  return app.page.getByRole('dialog', { name: 'Kernel' })
}

test('the menu says what the kernel is, and slow motion shows until a restart', async ({ blank }) => {
  await blank.run(1, 'import sys\nprint(sys.version)')
  await expect(blank.kernelState()).toContainText('idle')
  const version = ((await blank.output(1).textContent()) ?? '').split(' ')[0]!.trim()
  const shown = await menu(blank)
  await expect(shown).toContainText(version)
  await expect(shown).toContainText('children start by')
  await shown.getByText('50 ms', { exact: true }).click()
  await expect(blank.kernelState()).toContainText('slow motion 50 ms')
  await blank.page.keyboard.press('Escape')
  await blank.run(1, 'print("interval", round(sys.getswitchinterval(), 4))')
  await expect(blank.output(1)).toContainText('interval 0.05')
  await blank.button('Restart').click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await expect(blank.kernelState()).toContainText('idle')
  await expect(blank.kernelState()).not.toContainText('slow motion')
})

test('an environment beside the notebook is run only once the user trusts it', async ({ launch, folder }) => {
  const ran = join(folder, 'ran')
  mkdirSync(join(folder, '.venv', 'bin'), { recursive: true })
  writeFileSync(join(folder, '.venv', 'pyvenv.cfg'), 'version = 3.12.99\n')
  const python = join(folder, '.venv', 'bin', 'python3')
  writeFileSync(python, `#!/bin/sh\necho >> '${ran}'\nexec python3 "$@"\n`)
  chmodSync(python, 0o755)
  const open = writeNotebookFile(join(folder, 'strange.ipynb'), 'import sys\nprint("ran on", sys.executable)')

  const app = await launch({ open })
  await app.answerDialogs({ button: 1 })
  await expect(app.code(1)).toBeVisible()
  await expect(await menu(app)).toContainText('Python 3.12.99')
  await app.page.keyboard.press('Escape')
  await app.button('Run all').click()
  await expect(app.output(1)).toContainText('ran on', { timeout: 30_000 })
  expect(await app.dialogsAsked()).toEqual([expect.stringContaining('.venv')])
  expect(existsSync(ran)).toBe(false)
  await app.quit()

  const again = await launch({ open })
  await again.answerDialogs({ button: 0 })
  await again.button('Run all').click()
  await expect(again.output(1)).toContainText('ran on', { timeout: 30_000 })
  await expect(again.kernelState()).toContainText('idle')
  expect(existsSync(ran)).toBe(true)
  await again.quit()

  // It is trusted from now on.
  const third = await launch({ open })
  await third.answerDialogs({ button: 1 })
  await third.button('Run all').click()
  await expect(third.kernelState()).toContainText('idle', { timeout: 30_000 })
  expect(await third.dialogsAsked()).toEqual([])
})

const SPAWNS = `import multiprocessing
def work(n): return n * n
pool = multiprocessing.get_context("spawn").Process(target=work, args=(2,))
pool.start(); pool.join()
print("exit code", pool.exitcode)`

test('a notebook can have children that see no cells, as in plain Python', async ({ blank, folder }) => {
  await blank.run(1, SPAWNS)
  await expect(blank.output(1)).toContainText('exit code 0')
  const shown = await menu(blank)
  await shown.getByRole('switch', { name: 'Children see cells' }).uncheck()
  await expect(blank.kernelState()).toContainText('children: plain Python')
  await blank.page.keyboard.press('Escape')
  await blank.run(1, SPAWNS)
  await expect(blank.output(1)).toContainText('exit code 1')
  await expect(blank.output(1)).toContainText('AttributeError')
  const path = join(folder, 'plain.ipynb')
  await blank.answerDialogs({ save: path })
  await blank.button('Save').click()
  await expect(blank.page.getByRole('heading', { name: 'plain.ipynb' })).toBeVisible()
  expect(JSON.parse(readFileSync(path, 'utf8')).metadata.gilscope).toEqual({ children_see_cells: false })
})
