import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile, type App } from './app'

/** The cells of any type as their text, from the top; the selected one has a `>`. */
function cells(app: App): Promise<string[]> {
  return app.page.getByRole('listitem', { name: /^(Code|Markdown|Raw) cell \d+$/ }).evaluateAll((all) =>
    all.map((cell) => {
      const text = cell.querySelector('.cm-content, .cell-rendered')?.textContent?.trim() ?? ''
      return `${text}${cell.getAttribute('aria-current') === 'true' ? '>' : ''}`
    })
  )
}

test('with a cell selected, every key of Jupyter’s does what it does there', async ({ launch, folder }) => {
  test.setTimeout(120_000)
  const path = writeNotebookFile(join(folder, 'a.ipynb'), 'a = 1', 'b = 2', 'c = 3')
  const app = await launch({ open: path })
  const { page } = app
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const are = (...expected: string[]): Promise<void> => expect.poll(() => cells(app)).toEqual(expected)
  await app.cell(1).click({ position: { x: 20, y: 20 } })
  await are('a = 1>', 'b = 2', 'c = 3')

  await press('j')
  await are('a = 1', 'b = 2>', 'c = 3')
  await press('k')
  await are('a = 1>', 'b = 2', 'c = 3')
  await press('ArrowDown', 'ArrowDown')
  await are('a = 1', 'b = 2', 'c = 3>')
  await press('ArrowUp')
  await are('a = 1', 'b = 2>', 'c = 3')

  await press('a')
  await are('a = 1', '>', 'b = 2', 'c = 3')
  await press('d', 'd')
  await are('a = 1', 'b = 2>', 'c = 3')
  await press('b')
  await are('a = 1', 'b = 2', '>', 'c = 3')
  await press('z')
  await are('a = 1', 'b = 2>', 'c = 3')

  await press('x')
  await are('a = 1', 'c = 3>')
  await press('v')
  await are('a = 1', 'c = 3', 'b = 2>')
  await press('c', 'k', 'k', 'v')
  await are('a = 1', 'b = 2>', 'c = 3', 'b = 2')
  await press('d', 'd')
  await are('a = 1', 'c = 3>', 'b = 2')

  for (const level of [1, 2, 3, 4, 5, 6]) {
    await press(String(level))
    await expect(page.getByRole('heading', { level, name: 'c = 3' })).toBeVisible()
  }
  await press('r')
  await expect(app.cell(2)).toHaveAccessibleName('Raw cell 2')
  await press('m')
  await expect(app.cell(2)).toHaveAccessibleName('Markdown cell 2')
  await press('y')
  await expect(app.cell(2)).toHaveAccessibleName('Code cell 2')

  await press('Enter')
  await expect(app.code(2)).toBeFocused()
  await press('Escape')
  await expect(app.cell(2)).toBeFocused()
  await press('l')
  await expect(app.cell(2).locator('.cm-lineNumbers')).toBeVisible()
  await press('l')
  await expect(app.cell(2).locator('.cm-lineNumbers')).toHaveCount(0)

  await app.write(2, 'for i in range(100):\n    print(i)')
  await press('Control+Enter')
  await expect(app.output(2)).toContainText('99')
  await press('o')
  await expect(app.output(2)).toHaveCount(0)
  await press('o')
  await expect(app.output(2)).toBeVisible()
  await press('Shift+o')
  await expect(app.output(2)).toHaveClass(/is-whole/)

  await app.write(2, 'first\nsecond')
  await press('Control+Home', 'End', 'ArrowRight', 'Control+Shift+Minus')
  await expect(app.code(3)).toHaveText('second')
  await press('Escape', 'k', 'Shift+ArrowDown', 'Shift+m')
  await expect(app.code(2)).toContainText('second')

  await press('f')
  await expect(page.getByRole('search')).toBeVisible()
  await press('Escape')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const ways = {
    h: () => press('Escape'),
    '?': () => shortcuts.getByRole('button', { name: 'Close' }).click()
  }
  for (const [key, leave] of Object.entries(ways)) {
    await app.cell(2).focus()
    await press(key)
    await expect(shortcuts).toBeVisible()
    await leave()
    await expect(shortcuts).toHaveCount(0)
    await expect(app.cell(2)).toBeFocused()
  }
  await press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('second')
})
