import type { RunId } from '../../common/brands'
import type { TaskSteps } from '../../common/taskSteps'

/** Python was started as this process. It and all that it starts have `GILSCOPE_TOKEN=token` in their environment. */
export interface StartedKernel {
  readonly pid: number
  readonly token: string
  /** The interpreter's path. */
  readonly python: string
  /** The folder that holds the packages `cpython` and `watcher`. */
  readonly kernelsFolder: string
}

/** Hears at once what happens to the kernel, where the page hears it in batches: for who looks at it from outside. */
export interface KernelWatcher {
  processStarted(kernel: StartedKernel): void
  /** The run is about to be sent to the kernel: nothing of it has happened yet. */
  runBegins(run: RunId): void
  /** It has ended, or its kernel has. */
  runEnded(run: RunId): void
  /** Somebody wants to be told what is alive, now and while nothing runs, or does so no more. */
  watchNow(isWatched: boolean): void
  /** What asyncio's tasks did meanwhile; all of a run's comes before its end. */
  tasksRan(steps: TaskSteps): void
}
