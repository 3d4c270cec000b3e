import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'

const saved = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** One lesson in two languages: prose, code, and what the author says that it prints. */
const LESSONS = {
  en: ['# Threads', 'They share one interpreter.', 'print("from a thread")'],
  zh: ['# 线程', '它们共用一个解释器。', 'print("来自线程")']
} as const

for (const [language, [title, prose, code]] of Object.entries(LESSONS))
  test(`a script with cells opens, runs, and is saved as a script (${language})`, async ({
    launch,
    folder
  }, info) => {
    const path = join(folder, 'lesson.py')
    const text = `# %% [markdown]\n# ${title}\n#\n# ${prose}\n\n# %% tags=["a"]\n${code}\n`
    writeFileSync(path, text)
    const app = await launch({ open: path })
    await expect(app.page.getByRole('heading', { name: title.slice(2) })).toBeVisible()
    await expect(app.page.getByText('Text file: saving keeps the cells')).toBeVisible()
    await app.write(2, 'print(6 * 7)')
    await app.button('Run all').click()
    await expect(app.output(2)).toContainText('42')
    await app.page.keyboard.press('Control+S')
    await expect.poll(() => saved(path)).toBe(text.replace(code, 'print(6 * 7)'))
    // What the script cannot hold is said, once.
    const told = app.page.getByRole('alert').filter({ hasText: 'not in the file' })
    await expect(told).toHaveCount(1)
    await app.screenshot('saved-as-text', info)
    await told.getByRole('button', { name: 'Dismiss' }).click()
    await app.write(2, 'print(6 * 8)')
    await app.page.keyboard.press('Control+S')
    await expect.poll(() => saved(path)).toContain('6 * 8')
    await expect(told).toHaveCount(0)
  })

test('a MyST notebook opens and is saved as one; under another name it becomes a notebook', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'lesson.md')
  const text =
    '---\nkernelspec:\n  name: python3 # mine\n---\n\n# A\n\n+++\n\nB\n\n```{code-cell} ipython3\n:tags: [x]\n\n1 + 1\n```\n'
  writeFileSync(path, text)
  const app = await launch({ open: path })
  await app.cell(3).waitFor()
  await app.write(3, '2 + 2')
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toBe(text.replace('1 + 1', '2 + 2'))
  const whole = join(folder, 'lesson.ipynb')
  await app.answerDialogs({ save: whole })
  await app.chooseFromMenu('Save as…')
  await expect.poll(() => saved(whole)).toContain('2 + 2')
  await expect(app.page).toHaveTitle(/^lesson\.ipynb/)
})

test('what a document says that code prints is shown apart from what it printed, and saving it as Markdown keeps both', async ({
  launch,
  folder
}, info) => {
  const path = join(folder, 'lesson.md')
  const text =
    '# Pool\r\n\r\n```python\r\nprint(1)\r\n```\r\n\r\n```text\r\n你好\r\n```\r\n\r\n![](no.png)\r\n'
  writeFileSync(path, text)
  const app = await launch({ open: path })
  const expected = app.page.getByRole('figure', { name: 'Expected output, according to the document' })
  await expect(expected).toContainText('你好')
  await expect(app.output(2)).toHaveCount(0)
  await app.button('Run all').click()
  await expect(app.output(2)).toContainText('1')
  await expect(app.output(2)).not.toContainText('你好')
  await app.screenshot('expected-output', info)
  await app.answerDialogs({ save: path })
  await app.page.keyboard.press('Control+S')
  await expect(app.page.getByText('Text file: saving keeps the cells')).toBeVisible()
  expect(saved(path)).toBe(text)
  await app.write(2, 'print(2)')
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toBe(text.replace('print(1)', 'print(2)'))
})
