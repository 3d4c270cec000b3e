import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { Interpreter } from '../../common/session'
import { isRunning } from './processTree'
import { realTerminals } from './pty'
import { Page, somePython, WAIT } from './testing/Page'

let python: Interpreter
let folder: string
beforeAll(async () => {
  python = await somePython()
  folder = mkdtempSync(join(tmpdir(), 'session-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function privateFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`gilscope-${process.pid}-`))
}

let page: Page
beforeEach(() => {
  page = new Page(python, folder)
})
afterEach(async () => {
  await page.session.stop()
  expect(privateFolders()).toEqual([])
})

describe('running cells', () => {
  test('a cell starts the kernel, shows what it prints, and returns its value', async () => {
    expect(await page.run('print("你好")\n6 * 7')).toBe('你好\n42')
    expect(page.states).toEqual(['starting', 'idle', 'busy', 'idle'])
    const kinds = page.events.map((event) => event.kind)
    expect(kinds).toEqual(['execute_input', 'stream', 'execute_result', 'execute_reply'])
  })

  test('cells run in order, and a failing one aborts those behind it', async () => {
    const [first, second, third, fourth] = page.queue('x = 1', 'x + 1', '1 / 0', 'print("never")')
    expect(await page.ended(fourth!)).toBe('aborted')
    expect(page.textOf(second!)).toBe('2')
    expect(page.textOf(third!)).toBe('ZeroDivisionError: division by zero')
    expect(await page.ended(first!)).toBe('execute_reply')
    expect(await page.run('x + 2')).toBe('3')
  })

  test("what bypasses Python's streams arrives in order, without a trace of the kernel's markers", async () => {
    const code = `
import os, subprocess, sys
for i in range(20):
    print("python", i)
    os.system(f"echo system {i}")
    subprocess.run(["echo", f"child {i}"])
    os.write(1, f"raw {i}\\n".encode())
    print("stderr", i, file=sys.stderr)`
    const lines = Array.from({ length: 20 }, (_, i) =>
      [`python ${i}`, `system ${i}`, `child ${i}`, `raw ${i}`, `stderr ${i}`].join('\n')
    )
    expect(await page.run(code)).toBe(`${lines.join('\n')}\n`)
    expect(page.terminal).toContain('system 7\r\n')
    expect(page.terminal).not.toContain('7373')
  })

  test('late lines of a child belong to the cell that started it', async () => {
    const [first, second] = page.queue(
      'import subprocess\nchild = subprocess.Popen(["sh", "-c", "read line; echo late"], stdin=subprocess.PIPE)',
      'print("second")\nchild.communicate(b"go\\n")\nNone'
    )
    await page.ended(second!)
    await page.shows(first!, 'late\n')
    expect(page.textOf(second!)).toBe('second\n')
  })

  test('lines carry the thread or child that wrote them', async () => {
    const [run] = page.queue(`
import multiprocessing, threading
def work(what): print(what)
thread = threading.Thread(target=work, args=("a thread",), name="Ann"); thread.start(); thread.join()
for method in "fork", "spawn", "forkserver":
    child = multiprocessing.get_context(method).Process(target=work, args=(method,), name="Bob")
    child.start(); child.join()
print("main")`)
    await page.ended(run!)
    const lines = page.events.filter((e) => e.kind === 'stream' || e.kind === 'raw_output')
    expect(lines.map((e) => [e.text, e.author?.name])).toEqual([
      ['a thread\n', 'Ann'],
      ['fork\n', 'Bob'],
      ['spawn\n', 'Bob'],
      ['forkserver\n', 'Bob'],
      ['main\n', undefined]
    ])
    expect(page.terminal).not.toContain('737')
  })

  test('children see what cells define, unless the notebook says no', async () => {
    const code = `
import multiprocessing
def work(): pass
child = multiprocessing.get_context("spawn").Process(target=work)
child.start(); child.join(); child.exitcode`
    expect(await page.run(code)).toBe('0')
    page.session.run([{ run: 'plain' as RunId, cell: 'c9' as CellId, code, childrenSeeCells: false }])
    await page.ended('plain' as RunId)
    expect(page.textOf('plain' as RunId)).toContain('AttributeError')
  })

  test('200,000 lines arrive complete, in few batches', async () => {
    const text = await page.run('for i in range(200_000): print("line", i)')
    expect(text).toBe(Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(''))
    expect(page.batches).toBeLessThan(20_000)
  })

  test('a message of many megabytes arrives whole', async () => {
    const code = 'display({"text/plain": "x" * 20_000_000}, raw=True)'
    expect((await page.run(code)).length).toBe(20_000_000)
  })

  test('input() asks, is answered, and finds the end of its input', async () => {
    const [run] = page.queue('name = input("name? ")\nprint("hello", name)\ninput()')
    const asked = async (request: number): Promise<void> => {
      await vi.waitUntil(
        () => page.events.some((e) => e.kind === 'input_request' && e.request === request),
        WAIT
      )
    }
    await asked(1)
    page.session.reply(1, '世界')
    await asked(2)
    page.session.reply(2, null)
    await page.ended(run!)
    expect(page.textOf(run!)).toContain('hello 世界\n')
    expect(page.textOf(run!)).toContain('EOFError')
  })

  test('a page that is behind makes the kernel wait, and nothing is lost', async () => {
    await page.run('None')
    const [run] = page.queue(`
import os
os.system("echo begun")
for i in range(100_000): print("line", i)
open("printed", "w").close()`)
    await page.shows(run!, 'begun')
    page.session.pause()
    const before = page.events.length
    // The kernel's own thread tells that it waits: nobody reads, so it is stuck in its send.
    const { info } = page.session.state as { info: { pid: number } }
    const cpu = (): string => readFileSync(`/proc/${info.pid}/stat`, 'utf8').split(' ').slice(13, 15).join()
    let last = ''
    await vi.waitUntil(() => cpu() === last || !(last = cpu()), { timeout: 20_000, interval: 200 })
    expect(readdirSync(folder)).not.toContain('printed')
    expect(page.events.length - before).toBeLessThan(100)
    page.session.resume()
    await page.ended(run!)
    expect(page.textOf(run!).endsWith('line 99999\n')).toBe(true)
    expect(page.textOf(run!).split('\n').length).toBe(100_002)
  })
})

describe('interrupting', () => {
  test('stops the running cell and aborts those behind it; the kernel goes on', async () => {
    await page.run('x = 5')
    const [first, second] = page.queue('print("on")\nwhile True: pass', 'print("never")')
    await page.shows(first!, 'on')
    page.session.interrupt()
    expect(page.session.state.status).toBe('interrupting')
    await page.ended(first!)
    expect(page.textOf(first!)).toContain('KeyboardInterrupt')
    expect(await page.ended(second!)).toBe('aborted')
    expect(await page.run('x')).toBe('5')
  })

  test('also reaches a child that the kernel waits for deaf', async () => {
    await page.run('None')
    const [run] = page.queue('import os\nos.system("echo on; sleep 600")\nprint("after")')
    await page.shows(run!, 'on')
    page.session.interrupt() // system() ignores SIGINT as long as its child runs
    await page.ended(run!)
    expect(page.session.state.status).toBe('idle')
  })

  test('is repeated until it is heard', async () => {
    await page.run('None')
    const [run] = page.queue(`
import time
print("on")
while True:
    try:
        time.sleep(600)
    except KeyboardInterrupt:
        print("again")
        if (times := globals().get("times", 0) + 1) == 3: break`)
    await page.shows(run!, 'on')
    page.session.interrupt()
    await page.ended(run!)
    expect(page.textOf(run!)).toBe('on\nagain\nagain\nagain\n')
  })

  test('that the program has taken over says why it does nothing', async () => {
    await page.run('None')
    const [run] = page.queue(`
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("on")
while True: pass`)
    await page.shows(run!, 'on')
    page.session.interrupt()
    const notice = await vi.waitUntil(() => page.events.find((event) => event.kind === 'notice'), WAIT)
    expect(notice).toEqual({ kind: 'notice', run, notice: { what: 'interrupt-unheard', handler: null } })
    await page.session.restart()
    expect(await page.run('"well"')).toBe("'well'")
  })

  test('twice ends a child that ignores the first', async () => {
    await page.run('None')
    const [run] = page.queue('import os\nos.system("trap \'\' INT; echo on; while :; do sleep 1; done")')
    await page.shows(run!, 'on')
    page.session.interrupt()
    page.session.interrupt()
    await page.ended(run!)
    expect(await page.run('"alive"')).toBe("'alive'")
  })

  test('does nothing to an idle kernel', async () => {
    await page.run('None')
    page.session.interrupt()
    expect(page.session.state.status).toBe('idle')
    expect(await page.run('1')).toBe('1')
  })
})

describe('the death of a kernel', () => {
  test.each([
    ['import os; os._exit(3)', { exitCode: 3, signal: null }],
    ['import os, signal; os.kill(os.getpid(), signal.SIGKILL)', { exitCode: null, signal: 'SIGKILL' }],
    ['import ctypes; ctypes.string_at(0)', { exitCode: null, signal: 'SIGSEGV' }]
  ])('%s', async (code, death) => {
    await page.run('None')
    const [dying, queued] = page.queue(`print("last line")\n${code}`, 'print("never")')
    expect(await page.ended(dying!)).toBe('died')
    expect(await page.ended(queued!)).toBe('aborted')
    expect(page.textOf(dying!)).toContain('last line\n')
    await page.until('dead')
    expect(page.session.state).toMatchObject({ status: 'dead', death })
    expect(await page.run('"a new one"')).toBe("'a new one'")
  })

  test('tells the last words of a crash, with the line of Python', async () => {
    await page.run('def crash():\n    import ctypes\n    ctypes.string_at(0)\ncrash()')
    await page.until('dead')
    const { lastWords } = page.session.state as { lastWords: string }
    expect(lastWords).toContain('Fatal Python error: Segmentation fault')
    expect(lastWords).toContain('"Cell In[1]", line 3 in crash')
  })

  test('takes its children with it', async () => {
    const pid = Number(await page.run('import subprocess\nsubprocess.Popen(["sleep", "600"]).pid'))
    expect(await isRunning(pid)).toBe(true)
    await page.run('import os; os._exit(1)')
    await vi.waitUntil(async () => !(await isRunning(pid)), WAIT)
  })

  test('while idle is told, too', async () => {
    await page.run('None')
    const { info } = page.session.state as { info: { pid: number } }
    process.kill(info.pid, 'SIGKILL')
    await page.until('dead')
    expect(page.events.some((event) => event.kind === 'died')).toBe(false)
  })
})

describe('the end of a kernel', () => {
  test('a restart gives a fresh one; the running cell has died, the queued ones are aborted', async () => {
    await page.run('x = 1')
    const [running, queued] = page.queue('print("on")\nwhile True: pass', 'x')
    await page.shows(running!, 'on')
    await page.session.restart()
    expect(await page.ended(running!)).toBe('died')
    expect(await page.ended(queued!)).toBe('aborted')
    expect(await page.run('x')).toContain('NameError')
  })

  test('cells asked for during a restart run in the new kernel', async () => {
    await page.run('x = 1')
    const restarted = page.session.restart()
    const [run] = page.queue('"x" in globals()')
    await restarted
    await page.ended(run!)
    expect(page.textOf(run!)).toBe('False')
  })

  test('leaves no process behind: children, grandchildren, and those with a session of their own', async () => {
    const text = await page.run(`
import multiprocessing, os, signal, subprocess, sys, time
def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)
worker = multiprocessing.get_context("fork").Process(target=deaf)
worker.start()
print(os.getpid(), worker.pid)
print(subprocess.Popen(["sh", "-c", "sleep 600 & echo $!; wait"], stdout=subprocess.PIPE).stdout.readline().decode())
code = "import os, time; os.fork() and os._exit(0); os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"
print(subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE).stdout.readline().decode())`)
    const pids = text.match(/\d+/g)!.map(Number)
    expect(await Promise.all(pids.map(isRunning))).toEqual([true, true, true, true])
    await page.session.stop()
    expect(await Promise.all(pids.map(isRunning))).toEqual([false, false, false, false])
    expect(page.session.state.status).toBe('none')
  })

  test('stopping during the start ends the start', async () => {
    const started = page.session.start()
    await page.session.stop()
    await started
    expect(page.session.state.status).toBe('none')
  })
})

test('what the system refuses while a kernel ends is told, and the next cell gets a new kernel', async () => {
  let refusals = 1
  const stubborn = new Page(python, folder, {
    ...realTerminals,
    spawn(options) {
      const pty = realTerminals.spawn(options)
      const kill = pty.kill.bind(pty)
      pty.kill = () => {
        kill()
        if (refusals-- > 0) throw new Error('refused')
      }
      return pty
    }
  })
  await stubborn.run('1')
  await stubborn.session.stop()
  expect(stubborn.states.at(-1)).toBe('failed')
  expect(await stubborn.run('6 * 7')).toBe('42')
  await stubborn.session.stop()
  await vi.waitFor(() => expect(privateFolders()).toEqual([]), WAIT)
})

test('where runs have no terminals of their own, raw output lands in the cell that runs', async () => {
  const other = new Page(python, folder, { spawn: realTerminals.spawn, open: () => null })
  for (let i = 0; i < 20; i++) {
    const text = await other.run(`print("printed")\nimport os\nos.system("echo raw ${i}")\nprint("after")`)
    expect(text).toBe(`printed\nraw ${i}\nafter\n`)
  }
  expect(other.terminal).toContain('raw 7\r\n')
  expect(other.terminal).not.toContain('7373')
  await other.session.stop()
})

test('a folder that is gone is said, and once it is there again the cell runs', async () => {
  const gone = join(folder, 'gone')
  const other = new Page(python, gone)
  const [run] = other.queue('1')
  expect(await other.ended(run!)).toBe('aborted')
  const problem = { code: 'folder-gone', detail: gone }
  expect(other.session.state).toMatchObject({ status: 'failed', problem })
  mkdirSync(gone)
  expect(await other.run('6 * 7')).toBe('42')
  await other.session.stop()
})

test.skipIf(process.platform === 'win32')(
  'a folder that may not be entered is said (skipped on Windows: no permission to enter there)',
  async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0 })
    const other = new Page(python, closed)
    const isRoot = process.getuid?.() === 0
    // Root is bound by no permissions.
    if (isRoot) process.seteuid?.(65534)
    try {
      const [run] = other.queue('1')
      expect(await other.ended(run!)).toBe('aborted')
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
    const problem = { code: 'folder-closed', detail: closed }
    expect(other.session.state).toMatchObject({ status: 'failed', problem })
    await other.session.stop()
  }
)

test('a Python that cannot start the kernel is told with its own words', async () => {
  const broken = new Page({ ...python, path: resolve('main/kernel/fixtures/broken-python') }, folder)
  const [run] = broken.queue('1')
  expect(await broken.ended(run!)).toBe('aborted')
  expect(broken.session.state).toMatchObject({
    status: 'failed',
    problem: { code: 'kernel-did-not-start', detail: 'this Python is broken' }
  })
  await broken.session.stop()
})
