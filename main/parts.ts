/** The parts of the app that answer the page, in the order in which they work. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app as electron } from 'electron'
import type { Language } from '../common/ipc'
import type { AskedFiles } from './askedFiles'
import type { Crashes } from './Crashes'
import { handleDoctor } from './doctor/doctorHandlers'
import { handleExports } from './export/exportHandlers'
import { claimsFolder, FileClaims } from './files/FileClaims'
import { handleFiles, readExamples } from './files/fileHandlers'
import { RecoveryCopies } from './files/RecoveryCopies'
import { push } from './ipc'
import { handleKernels, makeNotebookKernel } from './kernel/kernelHandlers'
import { handleOutputs } from './kernel/outputHandlers'
import { sweepLeftFolders } from './kernel/privateFolder'
import { Course } from './learning/Course'
import { LearnerFile } from './learning/LearnerFile'
import { handleLearning } from './learning/learningHandlers'
import type { Log } from './log'
import { showMenu } from './menu'
import { OpenNotebooks } from './openNotebooks'
import { isOurPage } from './page'
import { resourcesFolder } from './places'
import { handlePrinting } from './printHandlers'
import { stillThere } from './recent'
import type { SettingsFile } from './settings'
import { handleTrials } from './trial/trialHandlers'
import { Trials } from './trial/Trials'
import type { AppWindow } from './window'
import { handleWindow } from './windowHandlers'
import type { Words } from './words/en'

/** Milliseconds after which what earlier sessions left is taken away: the start has the machine's cores until then. */
const SWEEP_AFTER = 5_000

interface Surroundings {
  /** That of the built `main.js`; this file may be in another one below it. */
  readonly moduleFolder: string
  readonly window: AppWindow
  readonly settings: SettingsFile
  readonly words: () => Words
  readonly language: () => Language
  readonly log: Log
  readonly asked: AskedFiles
  readonly crashes: Crashes
}

/** What they have to do when something ends. */
export interface Parts {
  /** Nobody shows them any more. */
  closeNotebooks(): Promise<void>
  /** What must be done before the app may end: kernels ending, settings being written. */
  ended(): Promise<unknown>
}

/** Makes them; from then on each call of the page has an answer. */
export async function makeParts(app: Surroundings): Promise<Parts> {
  const { moduleFolder, window, settings, words, language, log, asked, crashes } = app
  const dataFolder = electron.getPath('userData')
  const resources = resourcesFolder(moduleFolder)
  const examplesFolder = join(resources, 'examples')
  const { page } = window
  const surroundings = {
    ...{ settings, words, log },
    kernelsFolder: join(resources, 'kernels'),
    scopeWorker: join(moduleFolder, 'scopeWorker.js'),
    page: () => page
  }
  const trials = new Trials()
  const claims = new FileClaims(claimsFolder())
  const notebooks = new OpenNotebooks(
    homedir(),
    (id, notebook) => makeNotebookKernel(id, notebook, surroundings),
    (id) => trials.end(id),
    claims
  )
  const copies = new RecoveryCopies(join(dataFolder, 'recovery'), (problem) =>
    log.warn('recovery copies', problem)
  )
  const learner = await LearnerFile.load(join(dataFolder, 'learner.json'), (problem) =>
    log.warn('what was learned', problem)
  )
  const course = new Course(join(resources, 'course'), () => electron.getPath('documents'), learner)
  const shared = { isTrusted: isOurPage, settings, words }
  handleFiles({ ...shared, notebooks, copies, course, examplesFolder, language })
  handleLearning({ isTrusted: isOurPage, notebooks, course, language })
  handleExports({ ...shared, notebooks, language })
  handleKernels({ ...shared, notebooks })
  handlePrinting({ isTrusted: isOurPage, window: () => window.window })
  handleOutputs({ ...shared, notebooks })
  handleDoctor({ isTrusted: isOurPage, ...surroundings, folder: (id) => notebooks.folder(id) })
  handleTrials(trials, { ...shared, ...surroundings, folder: (id) => notebooks.folder(id) })
  const showOurMenu = () => showMenu(words(), (command) => push(page, 'menu:command', command))
  handleWindow({
    ...shared,
    ...{ asked, crashes },
    window: () => window,
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
  showOurMenu()
  setTimeout(() => void Promise.all([sweepLeftFolders(), claims.sweep()]), SWEEP_AFTER).unref()

  return {
    closeNotebooks: () => notebooks.closeAll(),
    ended: () =>
      Promise.allSettled([notebooks.closeAll(), settings.saved(), copies.settled(), learner.saved()])
  }
}
