/** Answers the page's calls about trials of a cell on several Pythons. */
import type { WebContents } from 'electron'
import type { NotebookId } from '../../common/brands'
import type { TrustedOrigin } from '../ipc'
import { handle, push } from '../ipc'
import type { Log } from '../log'
import { Trial } from './Trial'
import type { Trials } from './Trials'

interface TrialHandlers {
  readonly isTrusted: TrustedOrigin
  readonly kernelsFolder: string
  /** The built `scopeWorker.js`. */
  readonly scopeWorker: string
  readonly log: Log
  /** Where a notebook's kernels run. */
  readonly folder: (id: NotebookId) => string
  readonly page: () => WebContents
}

export function handleTrials(trials: Trials, app: TrialHandlers): void {
  const { isTrusted, kernelsFolder, scopeWorker, log, folder, page } = app
  handle('trial:run', isTrusted, (_caller, id, request) =>
    trials.begin(
      id,
      () =>
        new Trial({
          ...{ request, kernelsFolder, scopeWorker, folder: folder(id) },
          onNews: (news) => push(page(), 'trial:news', id, request.trial, news),
          onTrouble: (problem) => log.warn('watching a trial failed', problem)
        })
    )
  )
  handle('trial:cancel', isTrusted, (_caller, id) => trials.end(id))
}
