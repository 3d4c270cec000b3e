import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Interpreter } from '../../common/session'
import { isRunning } from './processTree'
import { Page, somePython, WAIT } from './testing/Page'

let python: Interpreter
let folder: string
let page: Page
beforeAll(async () => {
  python = await somePython()
  folder = mkdtempSync(join(tmpdir(), 'children-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  page = new Page(python, folder)
})
afterEach(() => page.session.stop())

describe('what is alive', () => {
  test('each thread and child with the run that started it; a child of a child too', async () => {
    await page.run('None')
    const [first, second] = page.queue(
      `
import multiprocessing, subprocess, threading, time
threading.Thread(target=time.sleep, args=(600,), name="Ann", daemon=True).start()
child = multiprocessing.get_context("fork").Process(target=subprocess.run, args=(["sleep", "600"],), name="Bob"); child.start()`,
      'shell = subprocess.Popen(["sh", "-c", "while :; do sleep 600; done"])\nNone'
    )
    await page.ended(second!)
    const named = await vi.waitUntil(async () => {
      const { children } = await page.session.alive()
      return children.length === 4 && children.map(({ name, run }) => [name, run])
    }, WAIT)
    expect(named.toSorted()).toEqual([
      ['Bob', first],
      ['sh', second],
      ['sleep', first],
      ['sleep', second]
    ])
    const { threads } = await page.session.alive()
    expect(threads).toMatchObject([{ name: 'Ann', run: first, daemon: true, follows: false }])
  })

  test('a child ends when it is told to, also one that will not; strangers and the kernel are left alone', async () => {
    const pid = Number(
      await page.run(`
import os, subprocess
child = subprocess.Popen(["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"], stdout=subprocess.PIPE)
child.stdout.readline()
child.pid`)
    )
    const { info } = page.session.state as { info: { pid: number } }
    for (const stranger of [info.pid, process.pid, 1, -1])
      expect(await page.session.endChild(stranger)).toBe(false)
    expect(await isRunning(pid)).toBe(true)
    expect(await page.session.endChild(pid)).toBe(true)
    expect(await page.run('child.wait()')).toBe('-9')
    expect(await page.session.endChild(pid)).toBe(false)
  })

  test('a child that follows the current cell prints there, and again at home', async () => {
    const [first] = page.queue(`
import multiprocessing
words, said = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
def work():
    while True: print(words.get()); said.put(None)
def say(word): words.put(word); said.get()
child = multiprocessing.get_context("fork").Process(target=work, daemon=True); child.start()
child.pid`)
    await page.ended(first!)
    const pid = Number(page.textOf(first!))
    expect(await page.session.follow(pid, null, true)).toBe(true)
    const [second] = page.queue('say("away")')
    await page.shows(second!, 'away\n')
    const { children } = await page.session.alive()
    expect(children).toMatchObject([{ pid, run: first, follows: true }])
    expect(await page.session.follow(pid, null, false)).toBe(true)
    await page.run('say("home")')
    await page.shows(first!, 'home\n')
    expect(page.textOf(first!)).not.toContain('away')
    expect(await page.session.follow(1, null, true)).toBe(false)
  })

  test('nothing without a kernel', async () => {
    expect(await page.session.alive()).toEqual({ threads: [], children: [] })
    expect([await page.session.follow(1, 1, true), await page.session.endChild(1)]).toEqual([false, false])
  })
})
