/** Start here: makes the parts of the app, in the order in which they work. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, session } from 'electron'
import { AskedFiles, filesAmong } from './askedFiles'
import { Crashes } from './Crashes'
import { handleCrashes, keepMinidumps } from './crashHandlers'
import { claimsFolder, FileClaims } from './files/FileClaims'
import { handleDoctor } from './doctor/doctorHandlers'
import { handleExports } from './export/exportHandlers'
import { handleFiles, readExamples } from './files/fileHandlers'
import { RecoveryCopies } from './files/RecoveryCopies'
import { mustFind } from '../common/result'
import { Course } from './learning/Course'
import { LearnerFile } from './learning/LearnerFile'
import { handleLearning } from './learning/learningHandlers'
import { push } from './ipc'
import { handleKernels, makeNotebookKernel } from './kernel/kernelHandlers'
import { handleOutputs } from './kernel/outputHandlers'
import { sweepLeftFolders } from './kernel/privateFolder'
import { Log } from './log'
import { showMenu } from './menu'
import { OpenNotebooks } from './openNotebooks'
import { isOurPage, registerScheme, servePage, stayOffline } from './page'
import { resourcesFolder } from './places'
import { handlePrinting } from './printHandlers'
import { quitAfter } from './quit'
import { stillThere } from './recent'
import { mayOpenPage } from './sandbox'
import { SettingsFile } from './settings'
import { handleTrials } from './trial/trialHandlers'
import { Trials } from './trial/Trials'
import { AppWindow } from './window'
import { handleWindow } from './windowHandlers'
import { languageOf, wordsOf } from './words/words'

registerScheme()
stayOffline()
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
  const resources = resourcesFolder(import.meta.dirname)
  const kernelsFolder = join(resources, 'kernels')
  const examplesFolder = join(resources, 'examples')

  servePage(session.defaultSession, join(home, 'out', 'renderer'))
  const surroundings = {
    ...{ kernelsFolder, settings, words, log },
    scopeWorker: join(import.meta.dirname, 'scopeWorker.js'),
    page: () => mustFind(window, 'the window').page
  }
  handleCrashes({ isTrusted: isOurPage, crashes, log, words })
  const trials = new Trials()
  const claims = new FileClaims(claimsFolder())
  const notebooks = new OpenNotebooks(
    homedir(),
    (id, notebook) => makeNotebookKernel(id, notebook, surroundings),
    (id) => trials.end(id),
    claims
  )
  const copies = new RecoveryCopies(join(app.getPath('userData'), 'recovery'), (problem) =>
    log.warn('recovery copies', problem)
  )
  const learner = await LearnerFile.load(join(app.getPath('userData'), 'learner.json'), (problem) =>
    log.warn('what was learned', problem)
  )
  const course = new Course(join(resources, 'course'), () => app.getPath('documents'), learner)
  const shared = { isTrusted: isOurPage, settings, words }
  handleFiles({ ...shared, notebooks, copies, course, examplesFolder, language })
  handleLearning({ isTrusted: isOurPage, notebooks, course, language })
  handleExports({ ...shared, notebooks, language })
  handleKernels({ ...shared, notebooks })
  handlePrinting({ isTrusted: isOurPage, window: () => mustFind(window, 'the window').window })
  handleOutputs({ ...shared, notebooks })
  handleDoctor({ isTrusted: isOurPage, ...surroundings, folder: (id) => notebooks.folder(id) })
  handleTrials(trials, { ...shared, ...surroundings, folder: (id) => notebooks.folder(id) })
  const showOurMenu = () =>
    showMenu(words(), (command) => push(mustFind(window, 'the window').page, 'menu:command', command))
  handleWindow({
    ...shared,
    ...{ asked, crashes },
    window: () => mustFind(window, 'the window'),
    onSettings: showOurMenu,
    hello: async () => {
      const [examples, left, recent] = await Promise.all([
        readExamples(examplesFolder),
        copies.find(),
        stillThere(settings.now.recent)
      ])
      if (recent.length < settings.now.recent.length) settings.change({ recent })
      return { examples, copies: left }
    }
  })

  window = new AppWindow({
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
      await Promise.all([notebooks.closeAll(), crashes.told()])
    }
  })
  showOurMenu()
  void sweepLeftFolders()
  void claims.sweep()

  quitAfter(() => [notebooks.closeAll(), settings.saved(), copies.settled(), learner.saved()])
}
