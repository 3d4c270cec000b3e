/** Help while writing code, from a real kernel: completion, signatures, what a name is. */
import type { Locator } from '@playwright/test'
import type { App } from './app'
import { expect, test } from './app'

const list = (app: App): Locator => app.page.getByRole('listbox', { name: 'Completions' })
const help = (app: App): Locator => app.page.getByRole('region', { name: 'Help', exact: true })

/** Types as a person does, so that lists and brackets come as they would. */
async function type(app: App, n: number, code: string): Promise<void> {
  await app.write(n, '')
  await app.page.keyboard.type(code, { delay: 20 })
}

async function ready(app: App, code: string): Promise<void> {
  await app.run(1, code)
  await expect(app.kernelState()).toContainText('idle')
  await expect(app.cell(1)).toContainText('[1]')
}

test('Tab completes a name; Shift+Tab shows how it is called, and again all of its help', async ({
  blank
}, info) => {
  await ready(blank, 'import math')
  await type(blank, 1, 'math.sq')
  await blank.page.keyboard.press('Tab')
  await expect(blank.code(1)).toHaveText('math.sqrt()')
  await expect(help(blank)).toContainText('math.sqrt(x, /)')
  await expect(help(blank).locator('strong')).toHaveText('x')
  await blank.page.keyboard.press('Escape')
  await expect(help(blank)).toHaveCount(0)
  // The first Escape was for the help: the cell is still being edited.
  await blank.page.keyboard.type('16')
  await blank.page.keyboard.press('Shift+Tab')
  await expect(help(blank)).toContainText('Return the square root of x.')
  await blank.screenshot('signature', info)
  await blank.page.keyboard.type(')')
  await expect(help(blank)).toHaveCount(0)
  await blank.page.keyboard.press('Control+Enter')
  await expect(blank.output(1)).toContainText('4.0')

  // Whoever runs the cell before the list is there gets none above the output.
  await blank.write(1, 'import time; time.sleep(0.5); ')
  await blank.page.keyboard.type('pass')
  await blank.page.keyboard.press('Control+Enter')
  await expect(blank.cell(1)).toContainText('[3]')
  await expect(blank.page.locator('.completions')).toHaveCount(0)
})

test('the parameter that is being written is the one that is marked', async ({ blank }) => {
  await ready(blank, 'def work(first, second=2, *, last=None):\n    """Does it."""')
  await type(blank, 1, 'work(1, ')
  await expect(help(blank).locator('strong')).toHaveText('second=2')
  await blank.page.keyboard.type('2, last=')
  await expect(help(blank).locator('strong')).toHaveText('last=None')
})

test('a list opens while typing, also while a cell runs, behind emoji, and in the keys of a dict', async ({
  blank
}, info) => {
  await ready(blank, 'stock = {"apples": 3, "苹果": 4}\nimport json, time')
  await blank.run(1, 'import time\nprint("begun", flush=True)\ntime.sleep(600)')
  await expect(blank.output(1)).toContainText('begun')
  await blank.page.keyboard.press('b')
  await type(blank, 2, '"🐍🐍"; json.du')
  await expect(list(blank).getByRole('option', { name: /^dumps/ })).toBeVisible()
  await blank.screenshot('completion', info)
  await blank.page.keyboard.press('ArrowDown')
  await blank.page.keyboard.press('Enter')
  await expect(blank.code(2)).toHaveText('"🐍🐍"; json.dump()')
  await type(blank, 2, 'stock["')
  await expect(list(blank).getByRole('option')).toHaveText([/apples/, /苹果/])
  await blank.button('Interrupt').click()
  await expect(blank.output(1)).toContainText('KeyboardInterrupt')
})

test('a function that is handed over gets no brackets', async ({ blank }) => {
  await ready(blank, 'import threading\ndef square(n): return n * n')
  await type(blank, 1, 'threading.Thread(target=squ')
  await blank.page.keyboard.press('Tab')
  await expect(blank.code(1)).toHaveText('threading.Thread(target=square)')
})

test('without a kernel there are words, and none is started; Tab at the start of a line indents', async ({
  blank
}) => {
  await type(blank, 1, 'answer_of_all = 42\nansw')
  await blank.page.keyboard.press('Tab')
  await expect(blank.code(1)).toHaveText('answer_of_all = 42answer_of_all')
  await expect(blank.kernelState()).not.toContainText(/starting|idle|busy/)
  await type(blank, 1, 'if 1:\n')
  await blank.page.keyboard.press('Shift+Tab')
  await blank.page.keyboard.press('Tab')
  await expect(blank.code(1)).toHaveText(/^if 1: {4}$/)
})

test('resting on a name tells what it is; Escape takes it away', async ({ blank }, info) => {
  await ready(blank, 'measured = [1, 2, 3]')
  await blank
    .code(1)
    .getByText('measured', { exact: false })
    .hover({ position: { x: 20, y: 8 } })
  const tip = blank.page.getByRole('tooltip')
  await expect(tip).toContainText('[1, 2, 3]')
  await expect(tip).toContainText('list')
  await blank.screenshot('hover', info)
  await blank.page.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
})
