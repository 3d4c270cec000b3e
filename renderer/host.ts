/** All that the page knows of the world outside it. */
import type { Calls, Pushes } from '../common/ipc'

export interface Host {
  /** Asks main, which answers with a value; a rejection is a bug of ours. */
  call<C extends keyof Calls>(channel: C, ...args: Parameters<Calls[C]>): ReturnType<Calls[C]>
  /** Where a file lies that was dragged here from outside; empty for one that is none of the system's. */
  pathOf(file: File): string
  /** Listens to what main tells; the answer stops the listening. */
  on<P extends keyof Pushes>(channel: P, listener: Pushes[P]): () => void
}

declare global {
  interface Window {
    /** What preload exposes. */
    readonly gilscope?: Host
  }
}

/** The host of the real app; throws when the page was opened in something else. */
export function appHost(): Host {
  if (window.gilscope === undefined) throw new Error('this page belongs into the Gilscope app')
  return window.gilscope
}
