/** Printing: the page as PDF, opened in the system's program for it: that one shows the pages and prints them. */
import { writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { dialog, shell, type BrowserWindow } from 'electron'
import type { Result } from '../common/result'
import { failed, ok } from '../common/result'
import { systemReason } from './files/fileText'
import type { TrustedOrigin } from './ipc'
import { handle } from './ipc'
import { makeOwnFolder } from './kernel/privateFolder'
import { pagesOf } from './pages'

interface PrintHandlers {
  readonly isTrusted: TrustedOrigin
  readonly window: () => BrowserWindow
}

export function handlePrinting({ isTrusted, window }: PrintHandlers): void {
  handle('window:print', isTrusted, async (caller, name) => {
    const stem = basename(name, extname(name)).replace(/[<>:"/\\|?*]/g, '') || 'notebook'
    const pages = await pagesOf(caller.page, name)
    return show(pages, `${stem}.pdf`, window())
  })
}

/** Opens the PDF; where the system has no program for it the user is asked where to keep it. */
async function show(pages: Uint8Array, name: string, window: BrowserWindow): Promise<Result<null> | null> {
  try {
    // Gone with this app: the next start sweeps such folders away.
    const path = join(makeOwnFolder(), name)
    await writeFile(path, pages, { mode: 0o600 })
    if ((await shell.openPath(path)) === '') return ok(null)
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: name,
      filters: [{ name: 'PDF', extensions: ['pdf'] }]
    })
    if (canceled || !filePath) return null
    await writeFile(filePath, pages)
    return ok(null)
  } catch (error) {
    const reason = systemReason(error)
    return failed('cannot-write', `${name} cannot be written: ${reason}.`, reason)
  }
}
