/**
 * The impure edge: what the user can do. An intent changes the state through the pure functions above this folder and calls the
 * host; components and keys call nothing else.
 */
import type { NotebookId } from '../../../common/brands'
import type { Settings } from '../../../common/ipc'
import type { Problem } from '../../../common/result'
import { CodeTools } from '../../code/CodeTools'
import type { Frame } from '../../frame'
import type { Host } from '../../host'
import type { Saved } from '../../outputs/saving'
import type { AppStore, Dialog, Notice } from '../app'
import { cellIntents } from './cellIntents'
import { codeIntents } from './codeIntents'
import { compareIntents } from './compareIntents'
import { fileIntents } from './fileIntents'
import { findIntents } from './findIntents'
import { helpIntents } from './helpIntents'
import { kernelIntents } from './kernelIntents'
import { learningIntents } from './learningIntents'
import { panelIntents } from './panelIntents'
import { tabIntents } from './tabIntents'
import { zoomStep } from '../zoom'
import { printIntents } from './printIntents'
import { teachIntents } from './teachIntents'
import { traceIntents } from './traceIntents'

export type Intents = ReturnType<typeof createIntents>

/** What every group of intents works with. */
export interface World {
  readonly store: AppStore
  readonly host: Host
  readonly frame: Frame
  /** Tells the user what went wrong while doing something. */
  readonly report: (problem: Problem, doing?: Notice['doing'], notebook?: NotebookId) => void
}

/** Notices are told apart by number. */
let lastNotice = 0

export function createIntents(store: AppStore, host: Host, frame: Frame, tools = new CodeTools()) {
  const report: World['report'] = (problem, doing = null, notebook) => {
    lastNotice += 1
    const notice = { id: lastNotice, doing, problem, ...(notebook === undefined ? {} : { notebook }) }
    store.setState((state) => ({ notices: [...state.notices, notice] }))
  }
  const world: World = { store, host, frame, report }
  const kernel = kernelIntents(world)
  const cells = cellIntents(world, kernel)
  const files = fileIntents(world)
  async function changeSettings(change: Partial<Settings>): Promise<void> {
    store.setState({ settings: await host.call('settings:change', change) })
  }
  return {
    ...files,
    ...learningIntents(world, files),
    ...teachIntents(world),
    ...printIntents(world),
    ...tabIntents(world, changeSettings),
    ...kernel,
    ...cells,
    ...helpIntents(world, kernel, cells, changeSettings),
    ...findIntents(world),
    ...traceIntents(world),
    ...panelIntents(world, changeSettings),
    ...compareIntents(world),
    ...codeIntents(world, tools),
    report,

    dismiss(notice: number): void {
      store.setState((state) => ({ notices: state.notices.filter(({ id }) => id !== notice) }))
    },

    show(dialog: Dialog): void {
      store.setState({ dialog })
    },

    toggleCodeCheck: (): Promise<void> =>
      changeSettings({ checksCode: !store.getState().settings.checksCode }),
    /** Draws all larger (1), smaller (-1) or as it is made (0). */
    zoomBy: (by: -1 | 0 | 1): Promise<void> =>
      changeSettings({ zoom: zoomStep(store.getState().settings.zoom, by) }),

    toggleLineNumbers: (): Promise<void> =>
      changeSettings({ lineNumbers: !store.getState().settings.lineNumbers }),

    changeSettings,

    /** Opens the report of what crashed. */
    showCrashes: (): Promise<void> => host.call('window:showCrashes'),

    copyText(text: string): Promise<void> {
      return host.call('window:copy', text)
    },

    /** The picture that is shown at this place of the page, in CSS px. */
    copyPicture(x: number, y: number): Promise<void> {
      return host.call('window:copyPicture', x, y)
    },

    /** Saves an output as a file, where the user says. */
    async saveOutput({ name, content, encoding }: Saved): Promise<void> {
      const answer = await host.call('outputs:saveData', name, content, encoding)
      if (answer?.ok === false) report(answer.problem)
    },

    openLink(url: string): Promise<void> {
      return host.call('window:openLink', url)
    }
  }
}
