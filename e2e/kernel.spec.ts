import { join } from 'node:path'
import type { App } from './app'
import { expect, gone, isAlive, test } from './app'

/** Runs `code` as cell 1, which prints pids on a line `pids: 1 2 3`, and returns them. */
async function pidsPrinted(app: App, code: string): Promise<number[]> {
  await app.run(1, code)
  await expect(app.output(1)).toContainText(/pids: [\d ]+\./)
  const [, pids = ''] = /pids: ([\d ]+)\./.exec((await app.output(1).textContent()) ?? '') ?? []
  return pids.trim().split(' ').map(Number)
}

test('interrupt ends a busy loop; the kernel stays, with its variables', async ({ blank }) => {
  await blank.run(1, 'kept = 41\nprint("spinning", flush=True)\nwhile True: pass')
  await expect(blank.output(1)).toContainText('spinning')
  await expect(blank.kernelState()).toContainText('busy')
  await blank.button('Interrupt').click()
  await expect(blank.output(1)).toContainText('KeyboardInterrupt')
  await expect(blank.kernelState()).toContainText('idle')
  await blank.run(1, 'kept + 1')
  await expect(blank.output(1)).toContainText('42')
})

test('interrupt also ends a sleep, an event loop that never ends, and a question', async ({ blank }) => {
  for (const code of [
    'import time\nprint("begun")\ntime.sleep(600)',
    'import asyncio\nasync def wait():\n    print("begun")\n    await asyncio.sleep(600)\nasyncio.run(wait())',
    'print("begun")\ninput("? ")'
  ]) {
    await blank.run(1, code)
    await expect(blank.output(1)).toContainText('begun')
    await blank.button('Interrupt').click()
    await expect(blank.output(1)).toContainText('KeyboardInterrupt')
    await expect(blank.kernelState()).toContainText('idle')
  }
})

test('restart forgets variables and keeps the notebook', async ({ blank }) => {
  await blank.run(1, 'x = 1\nprint("set")')
  await expect(blank.output(1)).toContainText('set')
  await blank.button('Restart').click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await expect(blank.output(1)).toContainText('set')
  await blank.run(1, 'x')
  await expect(blank.output(1)).toContainText('NameError')
})

test('restart and run all', async ({ blank }) => {
  await blank.run(1, 'count = globals().get("count", 0) + 1\nprint("count is", count)')
  await expect(blank.output(1)).toContainText('count is 1')
  await blank.run(1, 'count = globals().get("count", 0) + 1\nprint("now count is", count)')
  await expect(blank.output(1)).toContainText('now count is 2')
  await blank.button('Restart and run all').click()
  await blank.page
    .getByRole('dialog')
    .getByRole('button', { name: /Restart and run all/ })
    .click()
  await expect(blank.output(1)).toContainText('now count is 1')
})

test('a kernel that crashes says how, and one click starts a new one', async ({ blank }, info) => {
  await blank.run(1, 'import ctypes\nprint("last words")\nctypes.string_at(0)')
  await expect(blank.cell(1)).toContainText('segmentation fault')
  await expect(blank.output(1)).toContainText('last words')
  await blank.screenshot('death', info)
  await blank.button('Start a new kernel').first().click()
  await expect(blank.kernelState()).toContainText('idle')
  await blank.run(1, 'import os\nprint("alive again")\nos._exit(3)')
  await expect(blank.output(1)).toContainText('alive again')
  await expect(blank.cell(1)).toContainText('exit code 3')
  // Running a cell is also a way to start a new one.
  await blank.run(1, '"and again"')
  await expect(blank.output(1)).toContainText('and again')
})

test('a kernel killed from outside is told apart', async ({ blank }) => {
  const [pid] = await pidsPrinted(
    blank,
    'import os, time\nprint(f"pids: {os.getpid()}.", flush=True)\ntime.sleep(600)'
  )
  process.kill(pid!, 'SIGKILL')
  await expect(blank.cell(1)).toContainText('SIGKILL')
})

test('the console shows the raw terminal, and typing reaches the kernel', async ({ blank }, info) => {
  await blank.run(1, 'import os\nos.system("echo raw $((40 + 2))")')
  await expect(blank.output(1)).toContainText('raw 42')
  await blank.button('Console').click()
  await expect(blank.page.getByRole('region', { name: 'Console' })).toContainText('raw 42')
  await blank.screenshot('console', info)
})

const FAMILY = `import os, subprocess, sys, time
spawned = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
forked = os.fork()
if forked == 0:
    os.setsid()
    time.sleep(600)
    os._exit(0)
print(f"pids: {os.getpid()} {spawned.pid} {forked}.", flush=True)
`

test('restart and quitting leave no Python behind', async ({ blank }) => {
  const first = await pidsPrinted(blank, FAMILY)
  expect(first.filter(isAlive)).toHaveLength(3)
  await blank.button('Restart').click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  for (const pid of first) await gone(pid)
  const second = await pidsPrinted(blank, FAMILY)
  await blank.quit()
  for (const pid of second) await gone(pid)
})

test('an app that is killed leaves no Python behind', async ({ launch }) => {
  const app = await launch()
  await app.button('New notebook').click()
  const pids = await pidsPrinted(app, `${FAMILY}time.sleep(600)`)
  process.kill(app.pid, 'SIGKILL')
  for (const pid of pids) await gone(pid)
})

test('a flood of output neither freezes the page nor gets lost', async ({ blank }) => {
  test.setTimeout(120_000)
  await blank.run(1, 'for i in range(300_000): print("line", i)\nprint("the end")')
  await expect(blank.output(1)).toContainText('the end', { timeout: 60_000 })
  await expect(blank.output(1)).toContainText('line 299999')
  // The page still answers.
  await blank.run(1, '1 + 1')
  await expect(blank.output(1)).toContainText('2')
})

test('closing the notebook ends its kernel', async ({ blank, folder }) => {
  const [pid] = await pidsPrinted(blank, 'import os\nprint(f"pids: {os.getpid()}.")')
  await blank.answerDialogs({ save: join(folder, 'x.ipynb'), button: 1 })
  await blank.button('Close notebook').click()
  await expect(blank.button('New notebook')).toBeVisible()
  await gone(pid!)
})
