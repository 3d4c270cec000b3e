/** One line for the person at the terminal. On stderr, so that a command's stdout stays its own. */
export function say(line) {
  process.stderr.write(`gilscope: ${line}\n`)
}

/** A set-up step that cannot go on, with words for the user. Anything else that is thrown is a bug of ours. */
export class SetupError extends Error {}

/**
 * Runs a command's body. A SetupError becomes its message on stderr and exit code 1; a bug keeps its stack.
 * @param {() => Promise<number>} body gives the exit code
 */
export async function command(body) {
  try {
    process.exitCode = await body()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
