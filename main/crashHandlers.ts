/** What happens when a part of the app crashes: it is kept on this computer, and shown to whoever asks. */
import { app, BrowserWindow, crashReporter, dialog, shell, type MessageBoxOptions } from 'electron'
import type { Crashes } from './Crashes'
import type { TrustedOrigin } from './ipc'
import { handle } from './ipc'
import type { Log } from './log'
import type { Words } from './words/en'

/** Chromium writes down what it knows of a process that crashes. Nothing is ever sent. */
export function keepMinidumps({ dumps }: Crashes): void {
  app.setPath('crashDumps', dumps)
  crashReporter.start({ uploadToServer: false })
}

interface CrashHandlers {
  readonly isTrusted: TrustedOrigin
  readonly crashes: Crashes
  readonly log: Log
  readonly words: () => Words
}

export function handleCrashes({ isTrusted, crashes, log, words }: CrashHandlers): void {
  const showReport = async (): Promise<void> => void (await shell.openPath(crashes.report))
  let isAsking = false
  process.on('uncaughtException', (problem) => {
    crashes.happened('the main process failed', problem)
    // One question for a flood of them.
    if (isAsking || !app.isReady()) return
    isAsking = true
    const { mainFailed, mainFailedMeans, showCrashes, goOn } = words()
    void ask({
      type: 'error',
      message: mainFailed,
      detail: mainFailedMeans,
      buttons: [goOn, showCrashes],
      defaultId: 0,
      cancelId: 0
    })
      .then(async ({ response }) => {
        await crashes.told()
        if (response === 1) await showReport()
      })
      .finally(() => (isAsking = false))
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit' || reason === 'killed') return
    // It is started again, and nobody has noticed: for the log. Had it crashed, there is a minidump.
    log.warn(`Chromium’s ${name ?? type} process ended: ${reason}, exit code ${exitCode}`)
  })
  handle('window:showCrashes', isTrusted, showReport)
}

/** In front of the window, where there is one. */
function ask(options: MessageBoxOptions): ReturnType<typeof dialog.showMessageBox> {
  const [window] = BrowserWindow.getAllWindows()
  return window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options)
}
