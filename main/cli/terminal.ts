/** Where the command line writes, and the signals that end it. */
import { systemReason } from '../files/fileText'

export interface Terminal {
  /** A line for the reader of the results. */
  line(text: string): void
  /** One line that says what is wrong, beside the results. */
  problem(text: string): void
}

/** This process's own stdout and stderr. */
export class ProcessTerminal implements Terminal {
  /** What was written did not get there: the disk that stdout leads to is full, say. */
  hasFailed = false

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // `gilscope … | head` closes the pipe: that is no error, and nobody reads on.
      if (error.code === 'EPIPE' || this.hasFailed) return
      this.hasFailed = true
      this.problem(`the output cannot be written: ${systemReason(error)}`)
    })
    // Where problems cannot be told either, the exit code is all there is.
    process.stderr.on('error', () => undefined)
  }

  line(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  problem(text: string): void {
    process.stderr.write(`gilscope: ${text.trim().replaceAll(/\s*\n\s*/g, ' · ')}\n`)
  }
}

/** By custom a process that a signal ended exits with 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/**
 * On Ctrl-C and its like: tidies up, then exits; a second one exits at once.
 * @returns what stops listening
 */
export function endOnSignals(tidyUp: () => Promise<void>): () => void {
  let isEnding = false
  const end = (signal: NodeJS.Signals): void => {
    const code = EXIT_CODES[signal as keyof typeof EXIT_CODES]
    if (isEnding) process.exit(code)
    isEnding = true
    void tidyUp().finally(() => process.exit(code))
  }
  const signals = Object.keys(EXIT_CODES) as NodeJS.Signals[]
  for (const signal of signals) process.on(signal, end)
  return () => {
    for (const signal of signals) process.off(signal, end)
  }
}
