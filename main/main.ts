/** Start here: the window first, and while Chromium starts a process for its page, the parts that answer it. */
import { join } from 'node:path'
import { app, Menu, session } from 'electron'
import { AskedFiles, filesAmong } from './askedFiles'
import { Crashes } from './Crashes'
import { handleCrashes, keepMinidumps } from './crashHandlers'
import { push } from './ipc'
import { Log } from './log'
import { isOurPage, registerScheme, servePage, stayOffline } from './page'
import { quitAfter } from './quit'
import { mayOpenPage } from './sandbox'
import { SettingsFile } from './settings'
import { AppWindow } from './window'
import { languageOf, wordsOf } from './words/words'

registerScheme()
stayOffline()
Menu.setApplicationMenu(null) // else Electron makes one of its own, until ours is there
let window: AppWindow | null = null
// From the first moment on: macOS tells the file before there is a window, and a second start may come that early too.
const asked = new AskedFiles((path) => {
  if (window !== null) push(window.page, 'files:asked', path)
})
app.on('open-file', (_event, path) => asked.ask([path]))
const crashes = new Crashes(join(app.getPath('userData'), 'crashes'))
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    window?.bringToFront()
    asked.ask(filesAmong(argv, folder, app.getAppPath()))
  })
  asked.ask(filesAmong(process.argv, process.cwd(), app.getAppPath()))
  keepMinidumps(crashes)
  void app.whenReady().then(start)
} else app.quit() // the first one opens the files that this one was asked for

async function start(): Promise<void> {
  const home = app.getAppPath()
  const log = new Log(join(app.getPath('userData'), 'logs', 'main.log'))
  process.on('unhandledRejection', (problem) => log.warn('a promise failed and nobody minded', problem))
  const settings = await SettingsFile.load(join(app.getPath('userData'), 'settings.json'), (problem) =>
    log.warn('settings', problem)
  )
  const language = () =>
    languageOf(settings.now.language, app.getPreferredSystemLanguages()[0] ?? app.getLocale())
  const words = () => wordsOf(language())
  if (!mayOpenPage(words())) return app.quit()
  handleCrashes({ isTrusted: isOurPage, crashes, log, words })

  // The page is served once all that it asks has an answer.
  servePage(session.defaultSession, join(home, 'out', 'renderer'), () => parts)
  const ours = (window = new AppWindow({
    preload: join(home, 'out', 'preload', 'preload.cjs'),
    icon: join(import.meta.dirname, 'icon.png'),
    theme: settings.now.theme,
    place: settings.now.windowPlace,
    zoom: () => settings.now.zoom,
    words,
    onClosed: () => app.quit(),
    onMoved: (windowPlace) => void settings.change({ windowPlace }),
    onPageGone: async (reason) => {
      crashes.happened(`the page stopped: ${reason}`)
      await Promise.all([(await parts).closeNotebooks(), crashes.told()])
    }
  }))
  const parts = import('./parts').then(({ makeParts }) =>
    makeParts({
      ...{ moduleFolder: import.meta.dirname, window: ours },
      ...{ settings, words, language, log, asked, crashes }
    })
  )
  quitAfter(async () => (await parts).ended())
}
