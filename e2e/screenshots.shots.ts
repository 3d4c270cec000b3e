/** Takes the pictures of the README and the docs: `npm run screenshots`. */
import { join, resolve } from 'node:path'
import { expect, test } from './app'

const DOCS = resolve(import.meta.dirname, '../docs')

test('the first example, run', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 760))
  await app.page.getByRole('button', { name: /First steps/ }).click()
  await app.button('Run all').click()
  await expect(app.output(9)).toContainText('three waits', { timeout: 60_000 })
  await expect(app.kernelState()).toContainText('idle')
  await app.page.getByRole('heading', { name: 'Threads', exact: true }).scrollIntoViewIfNeeded()
  await app.cell(7).scrollIntoViewIfNeeded()
  await app.page.screenshot({ path: join(DOCS, 'screenshot.png') })
})
