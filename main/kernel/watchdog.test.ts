import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { TOKEN_VARIABLE } from './launch'
import { startWatchdog } from './watchdog'

const start = (token: string) =>
  spawn('/bin/sleep', ['600'], { detached: true, stdio: 'ignore', env: { [TOKEN_VARIABLE]: token } })

if (process.platform !== 'linux') process.stdout.write('skipped: the watchdog ends processes on Linux only\n')

describe.runIf(process.platform === 'linux')('the watchdog', () => {
  it("ends what its owner's kernels left, also in a session of its own, and nobody else", async () => {
    const ours = start('owner-a-and-a-kernel')
    const others = start('owner-b-and-a-kernel')
    const dog = startWatchdog('owner-a')
    const ended = once(dog, 'exit')
    const killed = once(ours, 'exit')
    expect(ours.signalCode).toBe(null)
    dog.stdin?.end() // as the system does when the app is gone
    expect(await killed).toEqual([null, 'SIGKILL'])
    await ended
    expect(others.signalCode).toBe(null)
    others.kill()
    await once(others, 'exit')
  })
})
