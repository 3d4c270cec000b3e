import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect, test } from './app'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 to level AA, and what axe holds for good practice besides. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // The frame of an HTML output has no scripts, and what is in it is the notebook's.
  iframes: false
}

/** What axe calls serious or critical in the page as it is: the rule, and where. */
async function serious(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  // What still fades in has not its colours yet.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished)
    ).then(() => null)
  )
  const { violations } = (await page.evaluate(
    (rules) => (globalThis as unknown as { axe: { run: (rules: unknown) => unknown } }).axe.run(rules),
    RULES as unknown as Record<string, never>
  )) as AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`)
    )
}

const CELLS = [
  [
    'markdown',
    '# Threads\n\nSome *prose*, a [link](https://www.python.org) and `code`.\n\n- [x] done\n\n| a | b |\n| - | - |\n| 1 | 2 |'
  ],
  [
    'code',
    'import threading, time\nimport json  # a comment\nclass Table:\n    def _repr_html_(self): return "<b>bold</b>"\nTable()'
  ],
  [
    'code',
    'def work():\n    for i in range(300_000): i * i\nthreads = [threading.Thread(target=work) for _ in range(2)]\nfor t in threads: t.start()\nfor t in threads: t.join()\ntime.sleep(0.4)\nprint("done")'
  ],
  ['code', 'print("\\x1b[31mred\\x1b[0m \\x1b[32mgreen\\x1b[0m")\nQueue()'],
  ['code', 'late + 1'],
  ['code', 'late = 1'],
  ['raw', 'as it is']
] as const

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing serious in any view, ${theme}`, async ({ launch, folder }) => {
    test.setTimeout(180_000)
    const cells = CELLS.map(([cell_type, source], n) => ({
      ...{ cell_type, id: `cell-${n}`, metadata: {}, source },
      ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {})
    }))
    const path = join(folder, 'all.ipynb')
    writeFileSync(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
    const app = await launch()
    const { page } = app
    await page.emulateMedia({ colorScheme: theme })
    const holds = async (view: string): Promise<void> => {
      expect.soft(await serious(page), view).toEqual([])
    }
    const dialog = page.getByRole('dialog')

    await expect(app.button('New notebook')).toBeVisible()
    await holds('welcome page')
    await app.answerDialogs({ open: path })
    await app.button('Open a file…').click()
    await expect(app.code(2)).toBeVisible()
    await holds('notebook before it ran')

    await app.button('Run all').click()
    await app.says(4, 'failed')
    await app.cell(4).click({ position: { x: 20, y: 20 } })
    await app.cell(4).getByText('Why we think so').click()
    await holds('notebook after it ran, with help')
    await app.code(5).click()
    await holds('editing')
    await page.keyboard.press('Escape')

    await app.cell(3).getByRole('button', { name: 'Timeline' }).click()
    await expect(page.getByRole('application').first()).toBeVisible()
    await holds('timeline')
    await app.cell(3).getByRole('button', { name: 'Timeline' }).click()

    await app
      .cell(5)
      .getByRole('button', { name: /top to bottom/ })
      .click()
    await holds('mark of a cell')
    await page.keyboard.press('Escape')
    for (const name of [/^More ways to run$/, /^Kernel/, /^Settings$/]) {
      await page.getByRole('button', { name }).click()
      await expect(dialog.filter({ visible: true })).toBeVisible()
      await holds(name.source)
      await page.keyboard.press('Escape')
    }

    await page.keyboard.press('Control+f')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('work')
    await app.button('Show replacing').click()
    await holds('find and replace')
    await page.keyboard.press('Escape')

    await app.cell(3).click({ position: { x: 20, y: 20 } })
    await page.keyboard.press('h')
    await expect(dialog.filter({ visible: true })).toBeVisible()
    await holds('shortcuts')
    await page.keyboard.press('Escape')
    await expect(dialog.filter({ visible: true })).toHaveCount(0)
    await app.cell(3).hover()
    await app.cell(3).getByRole('button', { name: 'More', exact: true }).click()
    await holds('menu of a cell')
    await app.button('Tags and metadata…').click()
    await holds('tags and metadata')
    await page.keyboard.press('Escape')
    await expect(dialog.filter({ visible: true })).toHaveCount(0)
    await app.cell(3).hover()
    await app.cell(3).getByRole('button', { name: 'Run on several Pythons…' }).click()
    await holds('several Pythons')
    await page.keyboard.press('Escape')
    await expect(dialog.filter({ visible: true })).toHaveCount(0)
    await app.chooseFromMenu('Check my setup')
    await expect(page.getByRole('list', { name: 'Check my setup' })).toHaveAttribute('aria-busy', 'false', {
      timeout: 60_000
    })
    await holds('check my setup')
    await page.keyboard.press('Escape')
    await expect(dialog.filter({ visible: true })).toHaveCount(0)

    for (const [name, part] of [
      ['Course', 'listitem'],
      ['Patterns of concurrency', 'img']
    ] as const) {
      await app.chooseFromMenu(name)
      await expect(dialog.filter({ visible: true }).getByRole(part).first()).toBeVisible()
      await holds(name)
      await page.keyboard.press('Escape')
      await expect(dialog.filter({ visible: true })).toHaveCount(0)
    }

    await page.keyboard.press('Control+b')
    await page.getByRole('tab', { name: 'Variables' }).click()
    await expect(page.getByRole('grid')).toBeVisible()
    await holds('variables')
    await page.getByRole('tab', { name: 'Now' }).click()
    await expect(page.getByRole('treegrid')).toBeVisible()
    await holds('now')
    await page.keyboard.press('Control+b')
    await app.button('Console').click()
    await holds('console')
  })

test('who wants less motion gets none', async ({ blank }) => {
  await blank.page.emulateMedia({ reducedMotion: 'reduce' })
  await blank.run(1, 'import time; time.sleep(60)')
  await expect(blank.cell(1)).toHaveAttribute('data-running', 'true')
  const moves = await blank.page.evaluate(() => document.getAnimations().length)
  expect(moves).toBe(0)
  await blank.button('Interrupt').click()
})
