/** Code as Python: problems, format, definitions, and what the editor does for whoever writes. */
import type { Locator } from '@playwright/test'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

const problems = (app: App): Locator =>
  app.page.getByRole('tabpanel', { name: 'Problems' }).getByRole('button')

async function openCells(
  launch: (options: object) => Promise<App>,
  folder: string,
  ...codes: string[]
): Promise<App> {
  const app = await launch({ open: writeNotebookFile(join(folder, 'code.ipynb'), ...codes) })
  await app.code(1).waitFor()
  return app
}

test('what no cell defines and what nothing uses is underlined, said on hover and listed; a definition in another cell ends it', async ({
  launch,
  folder
}, info) => {
  const app = await openCells(launch, folder, 'import os, sys\nprint(sys.path)\n%cd .', 'total = work(3)', '')
  await app.page.keyboard.press('Control+Shift+M')
  await expect(problems(app)).toHaveText([
    /os is imported and not used.*Cell 1, line 1/,
    /No cell defines work.*Cell 2, line 1/
  ])
  await app.code(2).locator('.cm-lintRange-error').hover()
  await expect(app.page.locator('.cm-tooltip-lint')).toContainText('No cell defines work')
  await app.screenshot('problems', info)
  await problems(app).nth(1).focus()
  await app.page.keyboard.press('Enter')
  await expect(app.code(2)).toBeFocused()
  // The name is what is chosen: typing replaces it.
  await app.page.keyboard.type('len(os.sep) + work')
  await expect(problems(app)).toHaveText([/No cell defines work/])
  await app.write(3, 'def work(n): return n')
  await expect(problems(app)).toHaveCount(0)
  await expect(app.page.getByText('Nothing found in the code')).toBeVisible()
})

test('a syntax error is said, F8 goes to it, and the switch ends all of it', async ({ launch, folder }) => {
  const app = await openCells(launch, folder, 'x = 1\nprint(y', 'print(x)')
  await app.code(1).click()
  await expect(app.code(1).locator('.cm-lintRange-error, .cm-lintPoint-error').first()).toBeAttached()
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.press('F8')
  await expect(app.page.locator('.cm-tooltip-lint')).toContainText('Syntax error')
  await app.page.keyboard.press('Control+Shift+M')
  await expect(problems(app)).toHaveText([/Syntax error.*Cell 1, line 2/])
  await app.page.getByRole('checkbox', { name: 'Check code while writing' }).uncheck()
  await expect(app.page.getByText('Code is not checked.')).toBeVisible()
  await expect(app.code(1).locator('.cm-lintRange, .cm-lintPoint')).toHaveCount(0)
})

test('formatting is one step to undo and leaves the cursor where it was; a syntax error is told', async ({
  launch,
  folder
}) => {
  const app = await openCells(launch, folder, 'def f( a,b ):\n  return   a+b\n%cd  .', 'x = (')
  await app.code(1).getByText('return').dblclick()
  await app.page.keyboard.press('Shift+Alt+F')
  await expect(app.code(1)).toHaveText('def f(a, b):    return a + b%cd  .')
  await app.page.keyboard.insertText('yield') // one step to undo, however slow the machine
  await expect(app.code(1)).toHaveText('def f(a, b):    yield a + b%cd  .')
  for (let step = 0; step < 2; step++) await app.page.keyboard.press('Control+Z')
  await expect(app.code(1)).toHaveText('def f( a,b ):  return   a+b%cd  .')
  await app.code(2).click()
  for (let time = 0; time < 2; time++) await app.page.keyboard.press('Shift+Alt+F')
  await expect(app.page.getByRole('alert')).toHaveText(/Cell 2 has a syntax error and stays as it is/)
  await expect(app.code(2)).toHaveText('x = (')
})

test('F12 and Ctrl+click go to a definition, also to one far away; what no cell defines is said', async ({
  launch,
  folder
}) => {
  const far = Array.from({ length: 40 }, (_, i) => `n_${i} = 1\n`.repeat(8))
  const app = await openCells(launch, folder, 'def work(n):\n    return n', ...far, 'print(work(1), nothing)')
  const last = app.code(42)
  const toTheEnd = () =>
    expect(async () => {
      await app.page.mouse.wheel(0, 20_000)
      await expect(last).toBeInViewport({ timeout: 500 })
    }).toPass()
  /** Behind `print(w`, in CSS px. */
  const onWork = { position: { x: 60, y: 8 } }
  await app.page.getByRole('main').hover()
  await toTheEnd()
  await last.getByText('work').click(onWork)
  await app.page.keyboard.press('F12')
  await expect(app.code(1)).toBeFocused()
  await app.page.keyboard.insertText('job')
  await expect(app.code(1)).toContainText('def job(n)')
  await app.page.keyboard.press('Control+Z')
  await toTheEnd()
  await last.getByText('work').click({ ...onWork, modifiers: ['Control'] })
  await expect(app.code(1)).toBeFocused()
  await toTheEnd()
  await last.click()
  await app.page.keyboard.press('End')
  for (let back = 0; back < 3; back++) await app.page.keyboard.press('ArrowLeft')
  await app.page.keyboard.press('F12')
  await expect(app.page.getByRole('alert')).toHaveText('No cell of this notebook defines nothing.')
})

test('the editor indents, comments, folds, shows the other bracket, and has several cursors', async ({
  blank
}, info) => {
  const { keyboard } = blank.page
  await blank.code(1).click()
  await keyboard.type('def f(n):\nif n:\nreturn (1)\n', { delay: 10 })
  await keyboard.press('Escape')
  await expect(blank.code(1)).toHaveText('def f(n):    if n:        return (1)    ')
  await blank.write(1, 'a = [1]\nb = a\nprint(a)')
  await keyboard.press('Control+Home')
  await keyboard.press('Control+/')
  await expect(blank.code(1)).toHaveText('# a = [1]b = aprint(a)')
  await keyboard.press('Control+/')
  await keyboard.press('Control+Home')
  await keyboard.press('Shift+ArrowRight')
  for (let more = 0; more < 2; more++) await keyboard.press('Control+D')
  await keyboard.type('1')
  await expect(blank.code(1)).toHaveText('1 = [1]b = 1print(1)')
  await keyboard.press('Control+End')
  await keyboard.press('Control+Alt+ArrowUp')
  await keyboard.type('2')
  await expect(blank.code(1)).toHaveText('1 = [1]b = 12print(1)2')
  // The first Escape leaves one cursor, and the cell is still edited.
  await keyboard.press('ArrowLeft')
  await keyboard.press('Escape')
  await keyboard.type('3')
  await expect(blank.code(1)).toHaveText('1 = [1]b = 132print(1)2')
  await keyboard.press('Control+End')
  await keyboard.press('ArrowLeft')
  await expect(blank.code(1).locator('.cm-matchingBracket')).toHaveCount(2)
  await blank.write(1, 'def f(n):\n    if n:\n        return 1\nf(2)')
  await keyboard.press('Control+Home')
  // On a busy machine the code may not have been read to its end yet.
  await expect(async () => {
    await keyboard.press('Control+Shift+BracketLeft')
    await expect(blank.code(1)).not.toContainText('return', { timeout: 1_000 })
  }).toPass()
  await blank.screenshot('folded-code', info)
  await keyboard.press('Control+Shift+BracketRight')
  await expect(blank.code(1)).toContainText('return')
})
