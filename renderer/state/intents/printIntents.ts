/** Printing: everything is drawn, main makes pages of it, and all is as it was. */
import { afterDrawing } from '../../frame'
import { allDrawn } from '../../markdown/lateParts'
import type { World } from './intents'

export function printIntents({ store, host, frame, report }: World) {
  const drawn = (): Promise<void> => new Promise((resolve) => afterDrawing(frame, resolve))

  return {
    /** Shows the notebook in front as pages, in the system's program for PDF, which prints them. */
    async print(): Promise<void> {
      const { open, isPrinting } = store.getState()
      if (open === null || isPrinting) return
      store.setState({ isPrinting: true, teaching: null })
      try {
        // Cells that come near draw their editors and pictures in one frame, and their monitors in the next.
        await drawn()
        await drawn()
        await allDrawn()
        await drawn() // monitors that came with it
        const answer = await host.call('window:print', open.name)
        if (answer?.ok === false) report(answer.problem)
      } finally {
        store.setState({ isPrinting: false })
      }
    }
  }
}
