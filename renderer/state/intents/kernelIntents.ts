/** Running cells, and the life of the kernel. */
import type { Facts } from '../../../common/doctor/facts'
import type { CellId, Ms, NotebookId, RunId } from '../../../common/brands'
import { mayFail } from '../../../common/notebook'
import type { Completion, Inspection, KernelState, RunEvent } from '../../../common/session'
import { afterDrawing } from '../../frame'
import type { World } from './intents'
import { dueCells } from '../findings'
import { isFoldedSolution } from '../learning'
import { chosenCells } from '../choice'
import { mustHave, seesCells, setKernelspec } from '../notebook'
import {
  answeredIn,
  asked,
  edited,
  heard,
  kernelIs,
  withoutOutputs,
  type OpenNotebook,
  type Waiting
} from '../open'
import { changed, notebookOf } from '../tabs'

/** A kernel in one of these has variables to lose, or is about to. */
const ALIVE: ReadonlySet<KernelState['status']> = new Set(['starting', 'idle', 'busy', 'interrupting'])

export type KernelIntents = ReturnType<typeof kernelIntents>

export function kernelIntents({ store, host, frame, report }: World) {
  /** Does something with the open notebook, if there is one. */
  async function withOpen(work: (open: OpenNotebook) => Promise<void>): Promise<void> {
    const { open } = store.getState()
    if (open !== null) await work(open)
  }

  /** Sends those of the cells that are code, in their order; the rest have nothing to run, and folded solutions wait. */
  async function runIn(id: NotebookId, cells: readonly CellId[]): Promise<void> {
    const open = notebookOf(store.getState(), id)
    if (open === null) return
    const requests = cells
      .map((cell) => mustHave(open.notebook, cell))
      .filter(
        (cell) => cell.cell_type === 'code' && cell.source.trim() !== '' && !isFoldedSolution(open, cell)
      )
      .map((cell) => ({
        ...{ run: crypto.randomUUID() as unknown as RunId, cell: cell.id, code: cell.source },
        ...(seesCells(open.notebook) ? {} : { childrenSeeCells: false }),
        ...(mayFail(cell) ? { mayFail: true } : {})
      }))
    if (requests.length === 0) return
    store.setState((state) => changed(state, id, (now) => asked(now, requests)))
    await host.call('kernel:run', id, requests)
  }

  const run = (cells: readonly CellId[]): Promise<void> => withOpen(({ id }) => runIn(id, cells))

  async function runAllIn(id: NotebookId): Promise<void> {
    await runIn(id, notebookOf(store.getState(), id)?.notebook.order ?? [])
  }

  async function restart(thenRunAll: boolean): Promise<void> {
    store.setState({ dialog: null })
    await withOpen(async ({ id }) => {
      await host.call('kernel:restart', id)
      if (thenRunAll) await runAllIn(id)
    })
  }

  async function withWholeOutput(call: 'outputs:open' | 'outputs:saveAs', run: RunId): Promise<void> {
    await withOpen(async (open) => {
      const answer = await host.call(call, open.id, run)
      if (answer?.ok === false) report(answer.problem)
    })
  }

  const runAll = (): Promise<void> => withOpen(({ id }) => runAllIn(id))

  return {
    run,
    runAll,

    /** Runs what is not up to date: cells that are stale, or were edited since they ran; in their order. */
    runDue: (): Promise<void> =>
      withOpen(({ notebook, findings }) => run(dueCells(notebook.order, findings))),

    /** Takes those of the waiting runs out of the queue. */
    unqueue: (isOut: (waiting: Waiting) => boolean): Promise<void> =>
      withOpen(async ({ id, queue }) => {
        const runs = queue.filter(isOut).map(({ run }) => run)
        if (runs.length > 0) await host.call('kernel:unqueue', id, runs)
      }),

    interrupt: (): Promise<void> => withOpen((open) => host.call('kernel:interrupt', open.id)),

    /** Asks first where a kernel would lose its variables. */
    async askToRestart(thenRunAll: boolean): Promise<void> {
      const status = store.getState().open?.kernel.status
      if (status === undefined) return
      if (ALIVE.has(status)) store.setState({ dialog: { kind: 'restart', runAll: thenRunAll } })
      else await restart(thenRunAll)
    },
    restart,

    /** Starts a kernel with the chosen Python, or again with the one it had. */
    startKernel: (path: string | null): Promise<void> =>
      withOpen((open) => {
        const { kernel } = open
        const before = kernel.status === 'none' ? null : (kernel.interpreter?.path ?? null)
        const chosen = store.getState().interpreters?.find((one) => one.path === path)
        if (chosen !== undefined)
          store.setState((state) =>
            changed(state, open.id, (now) => edited(now, setKernelspec(now.notebook, chosen.kernelspec)))
          )
        return host.call('kernel:start', open.id, path ?? before)
      }),

    /** How long a thread may keep the GIL while others wait, in seconds; the kernel tells what holds then. */
    setSwitchInterval: (seconds: number): Promise<void> =>
      withOpen((open) => host.call('kernel:switchInterval', open.id, seconds)),

    findInterpreters: (): Promise<void> =>
      withOpen(async (open) => {
        const interpreters = await host.call('kernel:interpreters', open.id)
        // Which are found depends on the notebook's folder.
        store.setState((state) => (state.open?.id === open.id ? { interpreters } : {}))
      }),

    /** What this machine has of what Gilscope needs, seen from where the notebook is. */
    lookAtSetup: (): Promise<Facts> => host.call('doctor:look', store.getState().open?.id ?? null),

    /** Answers the `input()` of a running cell; `null` is the end of input (Ctrl-D). */
    answerInput: (cell: CellId, request: number, value: string | null): Promise<void> =>
      withOpen((open) => {
        store.setState({ open: answeredIn(open, cell, request, value) })
        return host.call('kernel:input', open.id, request, value)
      }),

    /** Opens, or copies to a file of the user's, all that a cell printed. */
    openWholeOutput: (run: RunId): Promise<void> => withWholeOutput('outputs:open', run),
    saveWholeOutput: (run: RunId): Promise<void> => withWholeOutput('outputs:saveAs', run),

    /** How to go on writing at `cursor`; nothing where there is no kernel that answers. */
    async complete(code: string, cursor: number): Promise<Completion> {
      const { open } = store.getState()
      if (open === null) return { matches: [], from: cursor, to: cursor }
      return host.call('kernel:complete', open.id, code, cursor)
    },

    /** What the name at `cursor` is. */
    async inspect(code: string, cursor: number): Promise<Inspection> {
      const { open } = store.getState()
      if (open === null) return { found: false, data: {} }
      return host.call('kernel:inspect', open.id, code, cursor, false)
    },

    clearOutputs(): void {
      store.setState((state) => (state.open === null ? {} : { open: withoutOutputs(state.open) }))
    },

    /** Outputs of the chosen cells go. */
    clearChosen(): void {
      store.setState(({ open }) =>
        open === null ? {} : { open: withoutOutputs(open, chosenCells(open.notebook)) }
      )
    },

    /** The kernel said something. Once it is drawn main is told, and slows the kernel while too much is undrawn. */
    hear(id: NotebookId, batch: readonly RunEvent[]): void {
      const now = performance.now() as Ms
      store.setState((state) => changed(state, id, (open) => heard(open, batch, now)))
      afterDrawing(frame, () => void host.call('kernel:drawn', id, 1))
    },

    kernelIs(id: NotebookId, kernel: KernelState): void {
      store.setState((state) => changed(state, id, (open) => kernelIs(open, kernel)))
    },

    typeInTerminal: (id: NotebookId, data: string): Promise<void> => host.call('terminal:type', id, data),

    resizeTerminal: (id: NotebookId, columns: number, rows: number): Promise<void> =>
      host.call('terminal:resize', id, columns, rows)
  }
}
