/**
 * Chromium's sandbox around the page, where the system forbids it. The launcher has looked (packaging/linux/gilscope): it
 * then starts us without a sandbox and says why, and nothing is shown before the user has agreed to that.
 */
import { dirname, join } from 'node:path'
import { dialog } from 'electron'
import type { Words } from './words/en'

/** The index of the second button. */
const OPEN = 1

/** Asks the user where it must be asked; true when a page may be opened. */
export function mayOpenPage(words: Words): boolean {
  const reason = process.env.GILSCOPE_NO_SANDBOX
  delete process.env.GILSCOPE_NO_SANDBOX // not for the kernels and what they start
  if (reason === undefined) return true
  const { asks, because, means, quit, open } = words.sandbox
  const helper = join(dirname(process.execPath), 'chrome-sandbox')
  const answer = dialog.showMessageBoxSync({
    type: 'warning',
    message: asks,
    detail: `${(because[reason] ?? because.namespaces)(helper)}\n\n${means}`,
    buttons: [quit, open],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return answer === OPEN
}
