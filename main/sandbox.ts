/**
 * Chromium's sandbox around the page, where the system forbids it. The launcher has looked (packaging/linux/gilscope): it
 * then starts us without a sandbox and says why, and nothing is shown before the user has agreed to that.
 */
import { statSync } from 'node:fs'
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
  const why = because[reason] ?? because.namespaces
  const remedy = reason === 'root' ? '' : helperRemedy(words.sandbox)
  const answer = dialog.showMessageBoxSync({
    type: 'warning',
    message: asks,
    detail: `${why}${remedy}\n\n${means}`,
    buttons: [quit, open],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return answer === OPEN
}

/** What can be done about Chromium's other way, the helper that must belong to root and be set-uid. */
function helperRemedy({ packages, notInAppImage, setUp }: Words['sandbox']): string {
  const helper = join(dirname(process.execPath), 'chrome-sandbox')
  const about = statSync(helper, { throwIfNoEntry: false })
  if (about === undefined) return `\n\n${packages} ${notInAppImage}`
  const isSetUp = about.uid === 0 && (about.mode & 0o4000) !== 0
  if (isSetUp) return '' // this system does not let it become root
  const path = `'${helper.replaceAll("'", `'\\''`)}'`
  return `\n\n${packages} ${setUp(`sudo chown root:root ${path}\nsudo chmod 4755 ${path}`)}`
}
