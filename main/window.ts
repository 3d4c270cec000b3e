/** A sandboxed window, and what happens when it should close. */
import type { WebContents } from 'electron'
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { Settings, WindowPlace } from '../common/ipc'
import { push } from './ipc'
import { PAGE_URL, keepPageInPlace } from './page'
import { LEAST_SIZE, placeOn } from './windowPlace'
import type { Words } from './words/en'

/** A window that has not moved for this long (ms) is where it was meant to be. */
const SETTLES_MS = 300

interface WindowOptions {
  readonly preload: string
  readonly icon: string
  readonly theme: Settings['theme']
  /** Where it was. */
  readonly place: WindowPlace | null
  readonly zoom: () => number
  readonly words: () => Words
  readonly onClosed: () => void
  /** The window was moved, or its size changed. */
  readonly onMoved: (place: WindowPlace) => void
  /** The page crashed: whatever it had open is gone. Why, in Chromium's word. */
  readonly onPageGone: (reason: string) => Promise<void>
}

/** The app's one window. It closes at once when nothing is unsaved; otherwise the page is asked first. */
export class AppWindow {
  readonly window: BrowserWindow
  /** Stays an object that can be asked whether it is destroyed, which the window's own reference does not. */
  readonly page: WebContents
  private unsaved: readonly string[] = []
  private mayClose = false
  private settling: NodeJS.Timeout | undefined

  constructor(private readonly options: WindowOptions) {
    nativeTheme.themeSource = options.theme
    this.window = new BrowserWindow({
      ...placeOn(
        options.place,
        [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
      ),
      minWidth: LEAST_SIZE.width,
      minHeight: LEAST_SIZE.height,
      show: false,
      title: 'Gilscope',
      icon: options.icon,
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
    if (options.place?.isMaximised) this.window.maximize()
    this.window.once('ready-to-show', () => this.window.show())
    for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const)
      this.window.on(event as 'resize', () => this.moved())
    this.window.on('close', (event) => this.closing(event))
    this.window.on('closed', options.onClosed)
    this.page.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') void this.offerReload(reason)
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

  /** Dragging it tells so many times a second. */
  private moved(): void {
    clearTimeout(this.settling)
    this.settling = setTimeout(() => {
      if (this.window.isDestroyed() || this.window.isFullScreen() || this.window.isMinimized()) return
      this.options.onMoved({ ...this.window.getNormalBounds(), isMaximised: this.window.isMaximized() })
    }, SETTLES_MS)
  }

  private async offerReload(reason: string): Promise<void> {
    await this.options.onPageGone(reason)
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
