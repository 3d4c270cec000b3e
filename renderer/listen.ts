/** What main tells becomes intents, and what main needs to know of the page is told to it. */
import type { MenuCommand } from '../common/ipc'
import type { Host } from './host'
import type { AppStore } from './state/app'
import type { Intents } from './state/intents/intents'
import { isUnsaved } from './state/open'
import { allOpen } from './state/tabs'

/** Listens for the life of the page. */
export function listenToHost(host: Host, store: AppStore, intents: Intents): void {
  host.on('kernel:events', intents.hear)
  host.on('kernel:state', intents.kernelIs)
  host.on('scope:trace', intents.traceCame)
  host.on('scope:now', intents.nowCame)
  host.on('trial:news', intents.heardOfTrial)
  host.on('files:asked', (path) => void intents.openFile(path))
  // What was asked for before anybody listened.
  void host.call('files:takeAsked').then((paths) => openEach(paths, intents))
  host.on('window:asksToClose', () => void intents.closeWindow())
  host.on('settings:changed', (settings) => store.setState({ settings }))
  host.on('menu:command', (command) => void menuCommands[command](intents, store))

  let told = ''
  store.subscribe((state) => {
    const unsaved = allOpen(state)
      .filter(isUnsaved)
      .map(({ name }) => name)
    if (unsaved.join() === told) return
    told = unsaved.join()
    void host.call('window:unsaved', unsaved)
  })
}

/** One after the other, so that the last one is in front. */
async function openEach(paths: readonly string[], intents: Intents): Promise<void> {
  for (const path of paths) await intents.openFile(path)
}

const menuCommands: Record<MenuCommand, (intents: Intents, store: AppStore) => unknown> = {
  new: (intents) => intents.newNotebook(),
  open: (intents) => intents.openFile(null),
  save: (intents) => intents.save(),
  saveAs: (intents) => intents.saveAs(),
  exportNotebook: (intents) => intents.exportAs('ipynb'),
  exportMarkdown: (intents) => intents.exportAs('md'),
  exportPage: (intents) => intents.exportAs('html'),
  exportPdf: (intents) => intents.exportAs('pdf'),
  exportScript: (intents) => intents.exportAs('py'),
  exportHandout: (intents, store) =>
    store.getState().open === null ? undefined : intents.show({ kind: 'handout' }),
  exportTraces: (intents) => intents.exportAs('perfetto'),
  close: (intents, store) =>
    store.getState().open === null ? intents.closeWindow() : intents.closeNotebook(),
  nextTab: (intents) => intents.stepTab(1),
  previousTab: (intents) => intents.stepTab(-1),
  undo: async (intents) => (await editors()).undoInEditor() || intents.undo(),
  redo: async (intents) => (await editors()).redoInEditor() || intents.redo(),
  find: (intents) => intents.find(),
  cutCells: (intents) => intents.cutSelected(),
  copyCells: (intents) => intents.copySelected(),
  pasteCells: (intents) => intents.paste(1),
  mergeCells: (intents) => intents.mergeChosen(),
  runAll: (intents) => intents.runAll(),
  runAbove: (intents) => intents.runFromHere(-1),
  runBelow: (intents) => intents.runFromHere(1),
  runDue: (intents) => intents.runDue(),
  interrupt: (intents) => intents.interrupt(),
  restart: (intents) => intents.askToRestart(false),
  restartAndRunAll: (intents) => intents.askToRestart(true),
  clearOutputs: (intents) => intents.clearOutputs(),
  toggleLineNumbers: (intents) => intents.toggleLineNumbers(),
  showKeys: (intents, store) =>
    store.getState().open === null ? undefined : intents.show({ kind: 'shortcuts' }),
  checkSetup: (intents) => intents.show({ kind: 'doctor' }),
  course: (intents) => intents.show({ kind: 'course' }),
  togglePanel: (intents) => intents.togglePanel(),
  toggleBrowser: (intents) => intents.toggleBrowser(),
  print: (intents) => intents.print(),
  teach: (intents) => intents.toggleTeaching(),
  zoomIn: (intents) => intents.zoomBy(1),
  zoomOut: (intents) => intents.zoomBy(-1),
  resetZoom: (intents) => intents.zoomBy(0),
  toggleTerminal: (intents, store) =>
    intents.changeSettings({ terminalOpen: !store.getState().settings.terminalOpen }),
  patterns: (intents) => intents.show({ kind: 'pattern', pattern: 'gil-serialized', cell: null })
}

/** Editors' code is not loaded with the welcome page. */
const editors = () => import('./notebook/editorUndo')
