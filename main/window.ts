/** A sandboxed window, and what happens when it should close. */
import type { WebContents } from 'electron'
import { BrowserWindow, dialog, nativeTheme } from 'electron'
import type { Settings } from '../common/ipc'
import { push } from './ipc'
import { PAGE_URL, keepPageInPlace } from './page'
import type { Words } from './words/en'

interface WindowOptions {
  readonly preload: string
  readonly theme: Settings['theme']
  readonly zoom: () => number
  readonly words: () => Words
  readonly onClosed: () => void
  /** The page crashed or was reloaded: whatever it had open is gone. */
  readonly onPageGone: () => void
}

/** The app's one window. It closes at once when nothing is unsaved; otherwise the page is asked first. */
export class AppWindow {
  readonly window: BrowserWindow
  /** Stays an object that can be asked whether it is destroyed, which the window's own reference does not. */
  readonly page: WebContents
  private unsaved: readonly string[] = []
  private mayClose = false

  constructor(private readonly options: WindowOptions) {
    nativeTheme.themeSource = options.theme
    this.window = new BrowserWindow({
      width: 1180,
      height: 820,
      minWidth: 560,
      minHeight: 400,
      show: false,
      title: 'Gilscope',
      autoHideMenuBar: true,
      // The page's own background, so that nothing flashes before its first paint.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16191c' : '#ffffff',
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false
      }
    })
    this.page = this.window.webContents
    keepPageInPlace(this.page)
    // Each time the page has been loaded it would be drawn as it is made.
    this.page.on('dom-ready', () => this.page.setZoomFactor(options.zoom()))
    this.window.once('ready-to-show', () => this.window.show())
    this.window.on('close', (event) => this.closing(event))
    this.window.on('closed', options.onClosed)
    this.page.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') void this.offerReload()
    })
    this.window.on('unresponsive', () => void this.offerToClose())
    void this.page.loadURL(PAGE_URL)
  }

  /** Names of what is open and unsaved. */
  noteUnsaved(names: readonly string[]): void {
    this.unsaved = names
    this.window.setDocumentEdited(names.length > 0)
  }

  /** The page has saved or given up everything. */
  closeNow(): void {
    this.mayClose = true
    this.window.close()
  }

  bringToFront(): void {
    if (this.window.isMinimized()) this.window.restore()
    this.window.focus()
  }

  private closing(event: { preventDefault(): void }): void {
    if (this.mayClose || this.unsaved.length === 0) return
    event.preventDefault()
    push(this.page, 'window:asksToClose')
  }

  private async offerReload(): Promise<void> {
    this.options.onPageGone()
    const words = this.options.words()
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'error',
      message: words.pageGone,
      detail: words.pageGoneMeans,
      buttons: [words.reload, words.quit],
      defaultId: 0,
      cancelId: 1
    })
    this.unsaved = []
    if (response === 0) this.page.reload()
    else this.closeNow()
  }

  private async offerToClose(): Promise<void> {
    const words = this.options.words()
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'warning',
      message: words.pageStuck,
      buttons: [words.wait, words.closeAnyway],
      defaultId: 0,
      cancelId: 0
    })
    if (response === 1) this.window.destroy()
  }
}
