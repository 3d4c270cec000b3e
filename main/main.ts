/** Start here: makes the parts of the app, in the order in which they work. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, session } from 'electron'
import { claimsFolder, FileClaims } from './files/FileClaims'
import { handleExports } from './export/exportHandlers'
import { handleFiles, readExamples } from './files/fileHandlers'
import { RecoveryCopies } from './files/RecoveryCopies'
import { handleDoctor } from './doctor/doctorHandlers'
import { push } from './ipc'
import { handleKernels, makeNotebookKernel } from './kernel/kernelHandlers'
import { handleOutputs } from './kernel/outputHandlers'
import { sweepLeftFolders } from './kernel/privateFolder'
import { Log } from './log'
import { showMenu } from './menu'
import { OpenNotebooks } from './openNotebooks'
import { isOurPage, registerScheme, servePage } from './page'
import { resourcesFolder } from './places'
import { handlePrinting } from './printHandlers'
import { quitAfter } from './quit'
import { mayOpenPage } from './sandbox'
import { SettingsFile } from './settings'
import { fileAmong } from './startFile'
import { handleTrials } from './trial/trialHandlers'
import { Trials } from './trial/Trials'
import { AppWindow } from './window'
import { handleWindow } from './windowHandlers'
import { languageOf, wordsOf } from './words/words'

registerScheme()
let earlyFile: string | null = null // macOS tells the file before there is a window
app.once('open-file', (_event, path) => (earlyFile = path))
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit() // the first one opens the file that this one was asked for

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
    page: () => window.page
  }
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
  const shared = { isTrusted: isOurPage, settings, words }
  handleFiles({ ...shared, notebooks, copies, examplesFolder, language })
  handleExports({ ...shared, notebooks, language })
  handleKernels({ ...shared, notebooks })
  handlePrinting({ isTrusted: isOurPage, window: () => window.window })
  handleOutputs({ ...shared, notebooks })
  handleTrials(trials, { ...shared, ...surroundings, folder: (id) => notebooks.folder(id) })
  const showOurMenu = () => showMenu(words(), (command) => push(window.page, 'menu:command', command))
  handleWindow({
    ...shared,
    window: () => window,
    onSettings: showOurMenu,
    hello: async () => ({
      examples: await readExamples(examplesFolder),
      copies: await copies.find(),
      open: fileAmong(process.argv, process.cwd(), home) ?? earlyFile
    })
  })

  const window = new AppWindow({
    preload: join(home, 'out', 'preload', 'preload.cjs'),
    theme: settings.now.theme,
    zoom: () => settings.now.zoom,
  handleDoctor({ isTrusted: isOurPage, ...surroundings, folder: (id) => notebooks.folder(id) })
    words,
    onClosed: () => app.quit(),
    onPageGone: () => void notebooks.closeAll()
  })
  showOurMenu()
  void sweepLeftFolders()
  void claims.sweep()

  app.on('second-instance', (_event, argv, folder) => {
    window.bringToFront()
    const path = fileAmong(argv, folder, home)
    if (path !== null) push(window.page, 'files:asked', path)
  })
  app.on('open-file', (_event, path) => push(window.page, 'files:asked', path))

  quitAfter(() => [notebooks.closeAll(), settings.saved(), copies.settled()])
}
