import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TOKEN_VARIABLE } from './launch'
import { makePrivateFolder, sweepLeftFolders } from './privateFolder'
import { descendantsOf, endProcesses, isRunning, startOf, withToken } from './processTree'

const isLinux = process.platform === 'linux'

/** A shell that says on its first line that it is ready. */
async function shell(script: string, token: string): Promise<ChildProcess & { said: string }> {
  const child = spawn('sh', ['-c', script], {
    env: { ...process.env, [TOKEN_VARIABLE]: token },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return Object.assign(child, { said: said.toString() })
}

const freshToken = (): string => `test-${process.pid}-${Math.random()}`

test('the whole tree is found, and ends with its root', async () => {
  const root = await shell('sh -c "sleep 600 & echo ready; wait"; true', freshToken())
  const tree = await descendantsOf(root.pid!)
  expect(tree.length).toBe(2)
  const ended = once(root, 'exit')
  await endProcesses(root.pid!, 'no such token')
  await ended
  for (const pid of tree) expect(await isRunning(pid)).toBe(false)
})

describe.skipIf(!isLinux)('by token (skipped elsewhere: only Linux shows the environment of others)', () => {
  test('finds who left the tree, the group and the session, and ends also who is deaf to being asked', async () => {
    const token = freshToken()
    const script = `setsid sh -c 'trap "" TERM HUP; echo $$; while :; do sleep 600; done' & wait`
    const root = await shell(script, token)
    const stray = Number(root.said)
    process.kill(root.pid!, 'SIGKILL')
    await once(root, 'exit')
    expect(await withToken(token)).toContain(stray)
    await endProcesses(null, token)
    expect(await withToken(token)).toEqual([])
  })

  test('the next start ends what a crashed one left behind, and removes its folder', async () => {
    const token = freshToken()
    const left = await shell('echo ready; exec sleep 600', token)
    // A folder whose owner has ended: its pid may be someone else's by now, the time of its start is not.
    const folder = join(tmpdir(), `gilscope-${process.pid}-1-${Date.now()}`)
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, 'token'), token)
    const own = await makePrivateFolder(freshToken())
    const ended = once(left, 'exit')
    await sweepLeftFolders()
    await ended
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(own)).toEqual(['token'])
    rmSync(own, { recursive: true })
  })

  test('a link of that name in a folder that anybody can write to is not followed', async () => {
    const token = freshToken()
    const running = await shell('echo ready; exec sleep 600', token)
    const target = mkdtempSync(join(tmpdir(), 'sweep-test-'))
    writeFileSync(join(target, 'token'), token)
    const link = join(tmpdir(), `gilscope-${process.pid}-1-link-${Date.now()}`)
    symlinkSync(target, link)
    await sweepLeftFolders()
    expect(await isRunning(running.pid!)).toBe(true)
    expect(readdirSync(target)).toEqual(['token'])
    running.kill()
    rmSync(link)
    rmSync(target, { recursive: true })
  })

  test('a process has one start', async () => {
    expect(await startOf(process.pid)).toMatch(/^\d+$/)
    expect(await startOf(process.pid)).toBe(await startOf(process.pid))
  })
})
