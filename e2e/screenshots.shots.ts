/** Takes the pictures of the README and the docs: `npm run screenshots`. */
import { join, resolve } from 'node:path'
import { expect, test } from './app'

const DOCS = resolve(import.meta.dirname, '../docs')

test('the first example, run', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 800))
  await app.page.getByRole('button', { name: /First steps/ }).click()
  await app.button('Run all').click()
  await expect(app.kernelState()).toContainText('busy')
  await expect(app.kernelState()).toContainText('idle', { timeout: 60_000 })
  await app.page.getByRole('heading', { name: 'Threads', exact: true }).hover()
  await app.page.mouse.wheel(0, 420)
  await expect(app.output(7)).toContainText('two processes')
  await app.page.mouse.move(990, 400)
  await app.page.screenshot({ path: join(DOCS, 'screenshot.png') })
})
