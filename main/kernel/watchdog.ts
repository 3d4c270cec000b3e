/**
 * Ends what kernels started when the app itself is killed, so that even then no Python is left: a shell that waits for
 * the end of a pipe which only the app holds. A kernel notices the app's end too, but not while its GIL is kept, and not
 * for children that took a session of their own. Linux only: elsewhere environments cannot be searched this way, and
 * the next start ends what is left (`sweepLeftFolders`).
 */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { TOKEN_VARIABLE } from './launch'

/** Begins the token of every kernel that this process starts. */
export const OWNER = randomBytes(8).toString('hex')

/** A kernel gets a moment to end by itself; then several looks, for a process may fork while we look. Seconds. */
const LOOKS = '0.3 0.1 0.1 0.2 0.5'

const SCRIPT = `
cat >/dev/null
for pause in ${LOOKS}; do
  sleep $pause
  for file in $(grep -ls "${TOKEN_VARIABLE}=$1" /proc/[0-9]*/environ 2>/dev/null); do
    pid=\${file#/proc/}
    kill -9 "\${pid%/environ}" 2>/dev/null
  done
done`

/** Starts a watchdog for the kernels of `owner`; it acts, and ends, when its standard input ends. */
export function startWatchdog(owner: string): ChildProcess {
  const dog = spawn('/bin/sh', ['-c', SCRIPT, 'gilscope-watchdog', owner], {
    // A session of its own: what ends the app's terminal must not end the watchdog first.
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore']
  })
  dog.on('error', () => undefined) // no shell: what is left over is ended at the next start
  dog.unref()
  return dog
}

let dog: ChildProcess | null = null

/** Makes sure that this process is watched; called before a kernel starts. */
export function keepWatch(): void {
  if (process.platform !== 'linux' || (dog !== null && dog.exitCode === null && dog.signalCode === null))
    return
  dog = startWatchdog(OWNER)
}
