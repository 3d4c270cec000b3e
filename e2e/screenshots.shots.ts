/** Takes the pictures of the README and the docs: `npm run screenshots`. */
import { join, resolve } from 'node:path'
import { expect, test } from './app'

const DOCS = resolve(import.meta.dirname, '../docs')

test('two threads that take turns', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 900))
  await app.page.getByRole('button', { name: /First steps/ }).click()
  await app.button('Run all').click()
  await expect(app.kernelState()).toContainText('busy')
  await expect(app.kernelState()).toContainText('idle', { timeout: 60_000 })
  const threads = app.cell(5)
  await threads.getByRole('button', { name: 'Timeline' }).click()
  await expect(app.page.getByRole('application', { name: /^Timeline of cell/ })).toBeVisible()
  await app.page.getByRole('heading', { name: 'Threads', exact: true }).hover()
  await app.page.mouse.wheel(0, 530)
  await app.page.mouse.move(990, 500)
  await app.page.screenshot({ path: join(DOCS, 'screenshot.png') })
})
