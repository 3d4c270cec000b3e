/** Answers the page's calls about the app, its settings and its window; puts the native questions. */
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { app, clipboard, dialog, nativeTheme, shell } from 'electron'
import type { Hello } from '../common/ipc'
import type { AskedFiles } from './askedFiles'
import type { Crashes } from './Crashes'
import type { TrustedOrigin } from './ipc'
import { handle } from './ipc'
import type { SettingsFile } from './settings'
import type { AppWindow } from './window'
import type { Words } from './words/en'

interface WindowHandlers {
  readonly isTrusted: TrustedOrigin
  readonly settings: SettingsFile
  readonly window: () => AppWindow
  readonly words: () => Words
  /** Called after a change of settings: the menu may have to speak another language. */
  readonly onSettings: () => void
  readonly asked: AskedFiles
  readonly crashes: Crashes
  readonly hello: () => Promise<Pick<Hello, 'examples' | 'copies'>>
}

export function handleWindow({
  isTrusted,
  settings,
  window,
  words,
  onSettings,
  asked,
  crashes,
  hello
}: WindowHandlers): void {
  const ask = async (options: MessageBoxOptions): Promise<number> =>
    (await dialog.showMessageBox(window().window as BrowserWindow, options)).response

  handle('app:hello', isTrusted, async () => {
    const open = asked.begin()
    const [found, hasCrashed] = await Promise.all([hello(), crashes.isUntold()])
    if (hasCrashed) await crashes.told()
    return {
      platform: process.platform as Hello['platform'],
      version: app.getVersion(),
      electron: process.versions.electron,
      locale: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
      settings: settings.now,
      ...found,
      ...{ open, hasCrashed }
    }
  })
  handle('files:takeAsked', isTrusted, () => Promise.resolve(asked.listens()))

  handle('settings:change', isTrusted, (_caller, change) => {
    const now = settings.change(change)
    nativeTheme.themeSource = now.theme
    window().page.setZoomFactor(now.zoom)
    onSettings()
    return Promise.resolve(now)
  })

  handle('window:unsaved', isTrusted, (_caller, names) => Promise.resolve(window().noteUnsaved(names)))
  handle('window:close', isTrusted, () => Promise.resolve(window().closeNow()))
  handle('window:copy', isTrusted, (_caller, text) => Promise.resolve(clipboard.writeText(text)))

  handle('window:copyPicture', isTrusted, ({ page }, x, y) =>
    Promise.resolve(page.copyImageAt(Math.round(x), Math.round(y)))
  )

  handle('window:askToSave', isTrusted, async (_caller, name) => {
    const answer = await ask({
      type: 'warning',
      message: words().asksToSave(name),
      detail: words().otherwiseLost,
      buttons: [words().save, words().discard, words().cancel],
      defaultId: 0,
      cancelId: 2
    })
    return (['save', 'discard', 'cancel'] as const)[answer] ?? 'cancel'
  })

  handle('window:askToUpgrade', isTrusted, async (_caller, name) => {
    const answer = await ask({
      type: 'question',
      message: words().asksToUpgrade(name),
      detail: words().upgradeMeans,
      buttons: [words().upgrade, words().cancel],
      defaultId: 0,
      cancelId: 1
    })
    return answer === 0
  })

  handle('window:openLink', isTrusted, async (_caller, url) => {
    // Only what a browser or a mail program opens: never a file, never a program's own scheme.
    if (!['http:', 'https:', 'mailto:'].includes(URL.canParse(url) ? new URL(url).protocol : '')) return
    const answer = await ask({
      type: 'question',
      message: words().asksToOpenLink,
      detail: url,
      buttons: [words().openLink, words().cancel],
      defaultId: 0,
      cancelId: 1
    })
    if (answer === 0) await shell.openExternal(url)
  })
}
