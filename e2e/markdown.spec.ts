/** Markdown cells: formulas, footnotes, pictures beside the notebook and in it, links between headings. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

function writeMarkdown(path: string, ...sources: readonly string[]): string {
  const cells = sources.map((source, i) => ({ cell_type: 'markdown', id: `m${i + 1}`, metadata: {}, source }))
  writeFileSync(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  return path
}

test('formulas are drawn with fonts that come with the app; what TeX does not know is shown as written', async ({
  launch,
  folder
}, info) => {
  const app = await launch({
    open: writeMarkdown(
      join(folder, 'maths.ipynb'),
      [
        '# Amdahl',
        'With a parallel part $p$ and $n$ cores the speed-up is',
        '$$\nS(n) = \\frac{1}{(1 - p) + \\frac{p}{n}}\n$$',
        '\\begin{align}\nT_1 &= T_s + T_p \\\\\n\\lim_{n\\to\\infty} S(n) &= \\frac{1}{1-p}\n\\end{align}',
        'costs $5 and $6, but $\\nosuch$',
        '```bash\necho "$HOME" # a comment\n```'
      ].join('\n\n')
    )
  })
  const cell = app.cell(1)
  await expect(cell.locator('.katex')).toHaveCount(5)
  await expect(cell.locator('math').first()).toBeAttached()
  await expect(cell).toContainText('costs $5 and $6')
  await expect(cell.getByText('\\nosuch').last()).toBeVisible()
  await expect(cell.locator('.tok-comment')).toHaveText('# a comment')
  const fonts = () =>
    app.page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length)
  await expect.poll(fonts).toBeGreaterThan(0)
  await app.screenshot('formulas', info)
})

test('a footnote leads to its text and back, by keyboard too; a link leads to a heading out of sight', async ({
  launch,
  folder
}, info) => {
  const app = await launch({
    open: writeMarkdown(
      join(folder, 'notes.ipynb'),
      'See [the end](#The-End).\n\nThe GIL[^gil] again[^gil].\n\n[^gil]: Global interpreter lock.',
      ...Array.from({ length: 60 }, (_, i) => `Paragraph ${i}\n\nmore of it`),
      '# The End\n\nA note here[^other].\n\n[^other]: Of this cell.'
    )
  })
  const reference = app.cell(1).getByRole('link', { name: '1' }).first()
  await reference.focus()
  await app.page.keyboard.press('Enter')
  await expect(app.cell(1).getByRole('listitem')).toBeFocused()
  await app.page.keyboard.press('Tab')
  await expect(app.cell(1).getByRole('link', { name: 'Back to the text' }).first()).toBeFocused()
  await app.page.keyboard.press('Enter')
  await expect(reference).toBeFocused()
  await app.screenshot('footnotes', info)
  await app.cell(1).getByRole('link', { name: 'the end' }).click()
  await expect(app.page.getByRole('heading', { name: 'The End' })).toBeInViewport()
  await expect(app.cell(62)).toBeFocused()
})

test('pictures beside the notebook are shown; others are named', async ({ launch, folder }) => {
  writeFileSync(join(folder, 'dot 1.png'), Buffer.from(PNG, 'base64'))
  writeFileSync(join(folder, 'secret.png'), 'not a picture')
  const app = await launch({
    open: writeMarkdown(
      join(folder, 'pictures.ipynb'),
      '![a dot](dot%201.png) ![stranger](http://127.0.0.1:9/x.png) ![text](secret.png) ![root](/etc/x.png)'
    )
  })
  await expect(app.cell(1).getByRole('img', { name: 'a dot' })).toHaveAttribute('src', /^data:image\/png/)
  for (const name of ['stranger', 'text', 'root']) {
    await expect(app.cell(1).getByText(`${name} ·`)).toBeVisible()
    await expect(app.cell(1).getByRole('img', { name })).toHaveCount(0)
  }
})

test('a pasted picture becomes an attachment, which is shown and saved', async ({ launch, folder }) => {
  const path = writeMarkdown(join(folder, 'paste.ipynb'), 'Here: ')
  const app = await launch({ open: path })
  await app.cell(1).getByText('Here:').dblclick()
  const editor = app.page.getByRole('textbox', { name: 'Markdown of cell 1' })
  await expect(editor).toBeFocused()
  await app.page.keyboard.press('ControlOrMeta+End')
  for (let time = 0; time < 2; time++)
    await editor.evaluate((element, png) => {
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      )
    }, PNG)
  await expect(editor).toContainText('![image-2.png](attachment:image-2.png)')
  await app.page.keyboard.press('Shift+Enter')
  await expect(app.cell(1).getByRole('img', { name: 'image.png', exact: true })).toBeVisible()
  await app.page.keyboard.press('Control+S')
  const saved = () => JSON.parse(readFileSync(path, 'utf8')).cells[0].attachments
  await expect.poll(saved).toEqual({ 'image.png': { 'image/png': PNG }, 'image-2.png': { 'image/png': PNG } })
})

test('a picture dropped on a rendered cell is attached and shown below its text, and undo takes it away again', async ({
  launch,
  folder
}) => {
  const app = await launch({ open: writeMarkdown(join(folder, 'drop.ipynb'), 'Rendered') })
  // Not its plain text, which stands there for the first frames.
  await app
    .cell(1)
    .getByRole('paragraph')
    .evaluate((element, png) => {
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], 'dropped [1].png', { type: 'image/png' }))
      const options = { dataTransfer: transfer, bubbles: true, cancelable: true }
      for (const name of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(name, options))
    }, PNG)
  const picture = app.cell(1).getByRole('img', { name: 'dropped [1].png' })
  await expect(picture).toHaveAttribute('src', /^data:image\/png;base64/)
  await app.cell(1).getByText('Rendered').click()
  await app.page.keyboard.press('z')
  await expect(picture).toHaveCount(0)
  await expect(app.cell(1)).toContainText('Rendered')
})
