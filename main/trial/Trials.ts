/** The one trial that may run at a time, of whichever notebook: two would take each other's cores. */
import type { NotebookId } from '../../common/brands'
import type { Trial } from './Trial'

export class Trials {
  private current: { readonly id: NotebookId; readonly trial: Trial } | null = null
  private turns: Promise<unknown> = Promise.resolve()

  /** Begins a trial, once the one before has ended. */
  begin(id: NotebookId, make: () => Trial): Promise<void> {
    // In turn, so that of two that are asked for at once the second finds the first.
    const begun = this.turns.then(async () => {
      await this.end()
      this.current = { id, trial: make() }
    })
    this.turns = begun.catch(() => undefined)
    return begun
  }

  /** Ends the notebook's trial, or whichever runs; resolves when its processes are gone. */
  async end(id?: NotebookId): Promise<void> {
    const { current } = this
    if (current === null || (id !== undefined && current.id !== id)) return
    await current.trial.cancel()
    if (this.current === current) this.current = null
  }
}
