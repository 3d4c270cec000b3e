import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program in our place: it has our terminal, its end is ours.
 * @returns {Promise<number>} its exit code, or 128 + n after signal n
 */
export function inherit(file, args, env) {
  return new Promise((done, fail) => {
    const child = spawn(file, args, { env, stdio: 'inherit' })
    // A Ctrl-C at the terminal reaches the whole group, the child too; a second one from us would cut its way out
    // short. What is sent to us alone is handed on.
    const isAtTerminal = process.stdin.isTTY === true
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (signal !== 'SIGINT' || !isAtTerminal) child.kill(signal)
      })
    }
    child.on('error', fail)
    child.on('close', (code, signal) => done(code ?? 128 + constants.signals[signal]))
  })
}
