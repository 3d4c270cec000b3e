/** Answers the page's question what this machine has of what Gilscope needs. */
import { app } from 'electron'
import { dirname, join } from 'node:path'
import type { NotebookId } from '../../common/brands'
import type { Facts } from '../../common/doctor/facts'
import type { TrustedOrigin } from '../ipc'
import { handle } from '../ipc'
import { gatherFacts } from './gather'
import type { TrialPlace } from './tryKernel'

export interface DoctorHandlers extends TrialPlace {
  readonly isTrusted: TrustedOrigin
  /** Where a notebook is. */
  readonly folder: (id: NotebookId) => string
}

export function handleDoctor({
  isTrusted,
  folder: folderOf,
  kernelsFolder,
  scopeWorker
}: DoctorHandlers): void {
  /** Whoever asks while it is being found out gets the same answer: one kernel is enough to see. */
  let asked: { readonly folder: string; readonly facts: Promise<Facts> } | null = null
  handle('doctor:look', isTrusted, (_caller, id) => {
    const folder = id === null ? app.getPath('home') : folderOf(id)
    if (asked === null || asked.folder !== folder) {
      const facts = gatherFacts({
        ...{ kernelsFolder, scopeWorker, folder },
        version: app.getVersion(),
        runtime: `Electron ${process.versions.electron}`,
        dataFolder: app.getPath('userData'),
        sandboxHelper: join(dirname(process.execPath), 'chrome-sandbox'),
        window: { isSandboxed: !app.commandLine.hasSwitch('no-sandbox') }
      })
      asked = { folder, facts }
      void facts.finally(() => (asked = null))
    }
    return asked.facts
  })
}
