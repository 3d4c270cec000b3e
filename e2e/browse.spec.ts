import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

const contents = (app: App) => app.page.getByRole('tree', { name: 'Headings of this notebook' })
const files = (app: App) => app.page.getByRole('tree', { name: 'Files beside this notebook' })
const row = (tree: ReturnType<typeof contents>, name: string) =>
  tree.getByRole('treeitem').filter({ hasText: name })

/** Three parts of a lesson, each longer than the window. */
function lesson(folder: string): string {
  const path = join(folder, 'lesson.md')
  const filler = (part: string) => Array.from({ length: 40 }, (_, i) => `${part}, line ${i}.`).join('\n\n')
  const text = `# Lesson\n\n## First\n\n${filler('First')}\n\n\`\`\`python\n1/0\n\`\`\`\n\n## Second\n\n${filler('Second')}\n\n### Inner\n\n${filler('Inner')}\n`
  writeFileSync(path, text)
  return path
}

test('the headings are a tree that follows the reader, goes there, and shows which section failed', async ({
  launch,
  folder
}, info) => {
  const app = await launch({ open: lesson(folder) })
  await app.button('Contents and files').click()
  const tree = contents(app)
  await expect(tree.getByRole('treeitem')).toHaveText(['Lesson', 'First', 'Second', 'Inner'])
  await expect(row(tree, 'Lesson')).toHaveAttribute('aria-current', 'true')

  await app.page.getByText('First, line 30.').scrollIntoViewIfNeeded()
  await app.page.getByRole('main').evaluate((main) => main.scrollBy(0, 300))
  await expect(row(tree, 'First')).toHaveAttribute('aria-current', 'true')
  await row(tree, 'Second').click()
  await expect(app.page.getByRole('heading', { name: 'Second' })).toBeInViewport()
  await expect(row(tree, 'Second')).toHaveAttribute('aria-current', 'true')
  await app.page.getByRole('main').evaluate((main) => (main.scrollTop = 0))
  await expect(row(tree, 'Lesson')).toHaveAttribute('aria-current', 'true')

  await app.button('Run all').click()
  await expect(row(tree, 'First').getByRole('img', { name: 'a cell of it failed' })).toBeVisible({
    timeout: 30_000
  })
  await expect(row(tree, 'Lesson').getByRole('img', { name: 'a cell of it failed' })).toBeVisible()
  await expect(row(tree, 'Second').getByRole('img')).toHaveCount(0)
  await app.screenshot('contents', info)
})

test('the panel is reached, walked and left by keys, and is there again at the next start', async ({
  launch,
  folder
}) => {
  const path = lesson(folder)
  const app = await launch({ open: path })
  await app.cell(1).waitFor()
  const { keyboard } = app.page
  await keyboard.press('Control+Shift+B')
  await expect(app.page.getByRole('tab', { name: 'Contents' })).toBeFocused()
  await row(contents(app), 'Lesson').focus()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await expect(row(contents(app), 'Second')).toBeFocused()
  await keyboard.press('ArrowLeft') // folds
  await expect(contents(app).getByRole('treeitem')).toHaveCount(3)
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowRight')
  await expect(row(contents(app), 'Inner')).toBeFocused()
  await keyboard.press('Home')
  await keyboard.press('i')
  await expect(row(contents(app), 'Inner')).toBeFocused()
  await keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: 'Inner' })).toBeInViewport()
  await keyboard.press('Escape')
  await expect(app.page.locator('.cell.selected')).toBeFocused()
  await app.page.getByRole('tab', { name: 'Files' }).click()
  await app.quit()

  const again = await launch({ open: path })
  await expect(again.page.getByRole('tab', { name: 'Files' })).toHaveAttribute('aria-selected', 'true')
})

test('the folder of the notebook is a tree, from which files open', async ({ launch, folder }, info) => {
  const home = join(folder, 'course')
  mkdirSync(join(home, 'day 2'), { recursive: true })
  writeNotebookFile(join(home, 'part 10.ipynb'), '"ten"')
  writeNotebookFile(join(home, 'day 2', 'deep.ipynb'), '"deep"')
  for (const name of ['.hidden.ipynb', 'data.csv', 'notes.md']) writeFileSync(join(home, name), '')
  const app = await launch({ open: writeNotebookFile(join(home, 'part 2.ipynb'), '"two"') })
  await app.button('Contents and files').click()
  await app.page.getByRole('tab', { name: 'Files' }).click()
  const tree = files(app)
  await expect(tree.getByRole('treeitem')).toHaveText([
    'day 2',
    'data.csv',
    'notes.md',
    'part 2.ipynb',
    'part 10.ipynb'
  ])
  await expect(row(tree, 'data.csv')).toHaveAttribute('aria-disabled', 'true')
  await row(tree, 'day 2').click()
  await app.screenshot('files', info)
  await row(tree, 'deep.ipynb').click()
  await expect(app.page.getByRole('tab', { name: 'deep.ipynb' })).toHaveAttribute('aria-selected', 'true')
  await expect(app.code(1)).toHaveText('"deep"')

  await app.page.getByRole('tab', { name: 'part 2.ipynb' }).click()
  writeNotebookFile(join(home, 'new.ipynb'), '1')
  await app.button('Look again').click()
  await expect(row(files(app), 'new.ipynb')).toBeVisible()
})
