/** Taking pictures of the app: `npm run screenshots`. */
import type { Locator } from '@playwright/test'
import { resolve, join } from 'node:path'
import type { App } from './app'

/** Git does not keep them. */
const PICTURES = resolve(import.meta.dirname, '../test-results/screenshots')
/** For what a busy machine takes its time for. */
export const PATIENCE = { timeout: 60_000 }

export const LOOKS = [
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'zh'],
  ['dark', 'zh']
] as const

export async function size(app: App, width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setSize(w, h),
    [width, height] as const
  )
}

/** Takes a picture of the window, with the pointer out of the way and this in sight. */
export async function picture(app: App, name: string, of?: Locator): Promise<void> {
  await of?.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await app.page.mouse.move(2, 500)
  // What comes into sight tells the legend which time it shows only when it has stopped moving.
  await app.page.waitForTimeout(400)
  await app.page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
