/** Answers the page's calls about outputs too long for the page: they are in files, which the page never names. */
import { Buffer } from 'node:buffer'
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { BrowserWindow, dialog, shell } from 'electron'
import { failed, mustFind, ok } from '../../common/result'
import { systemReason } from '../files/fileText'
import type { TrustedOrigin } from '../ipc'
import { handle } from '../ipc'
import type { OpenNotebooks } from '../openNotebooks'
import type { Words } from '../words/en'
import type { KernelSlot } from './KernelSlot'

interface OutputHandlers {
  readonly isTrusted: TrustedOrigin
  readonly notebooks: OpenNotebooks<KernelSlot>
  readonly words: () => Words
}

export function handleOutputs({ isTrusted, notebooks, words }: OutputHandlers): void {
  handle('outputs:open', isTrusted, async (_caller, id, run) => {
    const path = notebooks.kernel(id).wholeOutputs.path(run)
    if (path === null) return failed('cannot-read', 'the whole output is no longer kept')
    const problem = await shell.openPath(path)
    return problem === '' ? ok(null) : failed('cannot-read', `cannot open ${path}`, problem)
  })

  handle('outputs:saveData', isTrusted, async (caller, name, content, encoding) => {
    const window = mustFind(BrowserWindow.fromWebContents(caller.page), 'the window of the page that asked')
    // Of a name that an output suggests only the last part counts.
    const defaultPath = join(homedir(), basename(name))
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath })
    if (canceled || !filePath) return null
    try {
      await writeFile(filePath, Buffer.from(content, encoding))
      return ok(null)
    } catch (error) {
      const reason = systemReason(error)
      return failed('cannot-write', `${filePath} cannot be saved: ${reason}.`, reason)
    }
  })

  handle('outputs:saveAs', isTrusted, async (caller, id, run) => {
    const window = mustFind(BrowserWindow.fromWebContents(caller.page), 'the window of the page that asked')
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(homedir(), 'output.txt'),
      filters: [
        { name: words().text, extensions: ['txt'] },
        { name: words().allFiles, extensions: ['*'] }
      ]
    })
    return canceled || !filePath ? null : notebooks.kernel(id).wholeOutputs.save(run, filePath)
  })
}
