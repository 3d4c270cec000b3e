/** What a run's notices say, in English; part of `en.ts`. */
import type { Notice } from '../../common/protocol'

type Lost = Extract<Notice, { what: 'worker-lost' }>

export const noticesEn = {
  show: 'Show them',
  restart: 'Restart the kernel',
  interrupt: 'Interrupt the cell',
  workerLost: ({ worker, pid, signal, exitCode }: Lost) =>
    `${worker} (pid ${pid}) ${signal === null ? `ended with exit code ${String(exitCode)}` : `was killed by ${signal}`} ` +
    'while its pool was at work, and the pool does not get on.',
  workerLostMeans:
    'The task it had is lost, and multiprocessing.Pool waits for it for ever. ' +
    'ProcessPoolExecutor would have raised BrokenProcessPool.',
  threadsGoOn: (threads: readonly string[]) =>
    threads.length === 1 ? `A thread goes on: ${threads.join()}` : `Threads go on: ${threads.join(', ')}`,
  threadsGoOnMeans:
    'Python cannot stop a thread from outside. A restart of the kernel does, and loses all variables.',
  unheard: (handler: string | null) =>
    handler === null
      ? 'The interrupt does nothing: the program ignores SIGINT (signal.SIG_IGN).'
      : `The interrupt went to the program’s own handler for SIGINT, ${handler}, and the cell goes on.`,
  unheardMeans: 'A restart of the kernel ends the cell, and loses all variables.'
}

export type NoticesText = typeof noticesEn
