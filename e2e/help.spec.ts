/** Help with broken examples, in the app: what it says, the new cell, and its switches. */
import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, test } from './app'

function help(app: App, n: number): Locator {
  return app.cell(n).getByRole('status').filter({ hasText: 'Do not show this again' })
}

test('a fix is a new cell, once, which can be undone; the broken cell stays as it is', async ({
  blank
}, info) => {
  await blank.run(1, 'print("on")\nsleep(0)')
  await expect(help(blank, 1)).toContainText('sleep is not imported')
  await help(blank, 1).getByText('Why we think so').click()
  await expect(help(blank, 1)).toContainText("Python raised NameError: name 'sleep' is not defined")
  await blank.screenshot('help', info)
  const fix = help(blank, 1).getByRole('button', { name: 'Fix it in a new cell' })
  await fix.click()
  await fix.click()
  await expect(blank.code(2)).toContainText('from time import sleep')
  await expect(blank.code(1)).not.toContainText('import')
  await expect(blank.cell(3)).toHaveCount(0)
  await blank.cell(2).focus()
  await blank.page.keyboard.press('z')
  await expect(blank.cell(2)).toHaveCount(0)
})

test('where several modules have a name, each is offered', async ({ blank }) => {
  await blank.run(1, 'Queue()')
  await help(blank, 1)
    .getByRole('button', { name: /add from queue import Queue/ })
    .click()
  await expect(blank.code(2)).toContainText('from queue import Queue')
})

test('a rule that is switched off is silent, and can be switched on again', async ({ blank }) => {
  await blank.run(1, 'sleep(0)')
  await help(blank, 1).getByRole('button', { name: 'Do not show this again' }).click()
  await expect(help(blank, 1)).toHaveCount(0)
  await blank.button('Settings').click()
  await blank.page.getByText('Help with broken examples').click()
  const rule = blank.page.getByRole('switch', { name: 'A name of the standard library that is not imported' })
  await expect(rule).not.toBeChecked()
  await rule.check()
  await expect(help(blank, 1)).toBeVisible()
})

test('a cell that waits for its own lock is told of while it waits, and stopped by the fix', async ({
  blank
}, info) => {
  await blank.run(
    1,
    'from threading import Lock\nlock = Lock()\ndef inner():\n    with lock:\n        return "through"\nwith lock:\n    inner()'
  )
  await expect(help(blank, 1)).toContainText(
    'The thread that holds lock asks for it again, and so waits for itself.',
    {
      timeout: 30_000
    }
  )
  await blank.screenshot('help-lock', info)
  await help(blank, 1).getByRole('button', { name: 'Stop it, and fix it in a new cell' }).click()
  await expect(blank.output(1)).toContainText('KeyboardInterrupt')
  await expect(blank.code(2)).toContainText('lock = RLock()')
  await blank.cell(2).focus()
  await blank.page.keyboard.press('Control+Enter')
  await expect(blank.cell(2)).toContainText(/\[\d+\]/)
})

test('what is wrong goes with the code that it was wrong with', async ({ blank }) => {
  await blank.run(1, 'sleep(0)')
  await expect(help(blank, 1)).toBeVisible()
  await blank.write(1, 'from time import sleep\nsleep(0)')
  await expect(help(blank, 1)).toHaveCount(0)
})
