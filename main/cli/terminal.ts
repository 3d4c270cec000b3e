/** Where the command line writes, and the signals that end it. */

export interface Terminal {
  /** A line for the reader of the results. */
  line(text: string): void
  /** One line that says what is wrong, beside the results. */
  problem(text: string): void
}

/** This process's own stdout and stderr. */
export function processTerminal(): Terminal {
  // `gilscope … | head` closes the pipe: that is no error, and nobody reads on.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    line: (text) => process.stdout.write(`${text}\n`),
    problem: (text) => process.stderr.write(`gilscope: ${text.trim().replaceAll(/\s*\n\s*/g, ' · ')}\n`)
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
