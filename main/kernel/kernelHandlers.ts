/** Answers the page's calls about kernels, and passes on what kernels say. */
import { BrowserWindow, dialog, type WebContents } from 'electron'
import { basename } from 'node:path'
import type { NotebookId } from '../../common/brands'
import type { TrustedOrigin } from '../ipc'
import { handle, push } from '../ipc'
import type { Log } from '../log'
import type { KernelsNotebook, OpenNotebooks } from '../openNotebooks'
import { RunTraces } from '../scope/RunTraces'
import { withInterpreter, withTrusted, type SettingsFile } from '../settings'
import type { Words } from '../words/en'
import { environmentOf } from './environments'
import { KernelSlot } from './KernelSlot'

interface KernelSurroundings {
  readonly kernelsFolder: string
  /** The built `scopeWorker.js`. */
  readonly scopeWorker: string
  readonly settings: SettingsFile
  readonly words: () => Words
  readonly log: Log
  /** The page that shows the notebooks. */
  readonly page: () => WebContents
}

/** A place for the kernel of notebook `id`, whose events go to the page. */
export function makeNotebookKernel(
  id: NotebookId,
  notebook: () => KernelsNotebook,
  { kernelsFolder, scopeWorker, settings, words, log, page }: KernelSurroundings
): KernelSlot {
  /** Environments that the user would not have this time. */
  const refused = new Set<string>()
  const watcher = new RunTraces({
    worker: scopeWorker,
    onPacked: (trace, hasEnded) => push(page(), 'scope:trace', id, trace.run, trace, hasEnded),
    onNow: (now) => push(page(), 'scope:now', id, now),
    onTrouble: (problem) => log.warn('watching a kernel failed', problem)
  })
  return new KernelSlot({
    kernelsFolder,
    folder: () => notebook().folder,
    remembered: () => settings.now.interpreters[notebook().path ?? ''] ?? null,
    kernelspec: () => notebook().kernelspec,
    preferred: () => settings.now.interpreter,
    trusts: async ({ path }) => {
      const folder = environmentOf(path)
      if (settings.now.trusted.includes(folder)) return true
      if (refused.has(folder)) return false
      const isTrusted = await asksToTrust(folder, words(), page())
      if (isTrusted) settings.change(withTrusted(settings.now, folder))
      else refused.add(folder)
      return isTrusted
    },
    stopsOnError: () => settings.now.stopOnError,
    onEvents: (batch) => push(page(), 'kernel:events', id, batch),
    onState: (state) => push(page(), 'kernel:state', id, state),
    onTerminal: (text) => push(page(), 'terminal:data', id, text),
    onNonsense: (problem) => log.warn('the kernel said something unreadable', problem),
    watcher
  })
}

async function asksToTrust(folder: string, words: Words, page: WebContents): Promise<boolean> {
  const window = BrowserWindow.fromWebContents(page)
  if (window === null) return false
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.asksToTrust(basename(folder)),
    detail: words.trustMeans(folder),
    buttons: [words.trust, words.otherPython],
    defaultId: 1,
    cancelId: 1
  })
  return response === 0
}

interface KernelHandlers {
  readonly isTrusted: TrustedOrigin
  readonly notebooks: OpenNotebooks<KernelSlot>
  readonly settings: SettingsFile
}

export function handleKernels({ isTrusted, notebooks, settings }: KernelHandlers): void {
  const kernel = (id: NotebookId): KernelSlot => notebooks.kernel(id)

  handle('kernel:interpreters', isTrusted, (_caller, id) => kernel(id).interpreters())
  handle('kernel:start', isTrusted, (_caller, id, path) => {
    const notebook = notebooks.copyOf(id).path
    if (path !== null) settings.change({ interpreter: path })
    if (path !== null && notebook !== null) settings.change(withInterpreter(settings.now, notebook, path))
    return kernel(id).start(path)
  })
  handle('kernel:run', isTrusted, (_caller, id, cells) => kernel(id).run(cells))
  handle('kernel:unqueue', isTrusted, (_caller, id, runs) => kernel(id).unqueue(runs))
  handle('kernel:restart', isTrusted, (_caller, id) => kernel(id).restart())
  handle('kernel:interrupt', isTrusted, (_caller, id) => Promise.resolve(kernel(id).interrupt()))
  handle('kernel:input', isTrusted, (_caller, id, request, value) =>
    Promise.resolve(kernel(id).reply(request, value))
  )
  handle('kernel:complete', isTrusted, (_caller, id, code, cursor) => kernel(id).complete(code, cursor))
  handle('kernel:inspect', isTrusted, (_caller, id, code, cursor, source) =>
    kernel(id).inspect(code, cursor, source)
  )
  handle('kernel:variables', isTrusted, (_caller, id) => kernel(id).variables())
  handle('kernel:switchInterval', isTrusted, (_caller, id, seconds) =>
    Promise.resolve(kernel(id).setSwitchInterval(seconds))
  )
  handle('kernel:alive', isTrusted, (_caller, id) => kernel(id).alive())
  handle('kernel:follow', isTrusted, (_caller, id, pid, tid, follows) => kernel(id).follow(pid, tid, follows))
  handle('kernel:endChild', isTrusted, (_caller, id, pid) => kernel(id).endChild(pid))
  handle('kernel:drawn', isTrusted, (_caller, id, batches) =>
    Promise.resolve(notebooks.kernelIfOpen(id)?.drawn(batches))
  )
  handle('scope:watchNow', isTrusted, (_caller, id, isWatched) =>
    Promise.resolve(notebooks.kernelIfOpen(id)?.watchNow(isWatched))
  )
  handle('terminal:type', isTrusted, (_caller, id, data) =>
    Promise.resolve(notebooks.kernelIfOpen(id)?.type(data))
  )
  handle('terminal:resize', isTrusted, (_caller, id, columns, rows) =>
    Promise.resolve(notebooks.kernelIfOpen(id)?.resize(columns, rows))
  )
}
