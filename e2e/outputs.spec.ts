/** What cells show besides text: every form that notebooks have, and what can be done with it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
/** A second of silence would be larger: a WAV file without samples. */
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA='

/** A notebook whose one cell has shown these, each by its MIME types. */
function writeShown(path: string, ...shown: readonly Record<string, unknown>[]): string {
  const outputs = shown.map((data) => ({ output_type: 'display_data', data, metadata: {} }))
  const cell = { cell_type: 'code', id: 'a', execution_count: 1, metadata: {}, source: 'show()', outputs }
  writeFileSync(path, JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  return path
}

test('LaTeX is drawn, sound has its controls, and what needs Jupyter says so', async ({
  launch,
  folder
}, info) => {
  const app = await launch({
    open: writeShown(
      join(folder, 'shown.ipynb'),
      { 'text/latex': '$\\displaystyle \\frac{p}{n}$', 'text/plain': 'p/n' },
      { 'text/markdown': '**bold** and $x^2$' },
      { 'application/json': { threads: [{ name: 'main', core: 0 }], gil: true } },
      { 'audio/wav': WAV, 'text/plain': '<Audio>' },
      { 'application/vnd.jupyter.widget-view+json': { model_id: 'x' }, 'text/plain': 'IntSlider(value=3)' },
      { 'application/vnd.vegalite.v5+json': { mark: 'bar' }, 'text/plain': 'alt.Chart(...)' },
      {
        'image/svg+xml':
          '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="24"><rect width="80" height="24" fill="teal"/><script>document.title="owned"</script></svg>'
      },
      { 'text/html': '<table><tr><th>n</th><td>1</td></tr></table>' }
    )
  })
  const output = app.output(1)
  await expect(output.locator('.katex')).toHaveCount(2)
  await expect(output.getByLabel('Sound output')).toHaveJSProperty('controls', true)
  await expect(output).toContainText('Widgets need Jupyter')
  await expect(output).toContainText('IntSlider(value=3)')
  await expect(output).toContainText('This is a Vega chart.')
  await expect(output).toContainText('alt.Chart(...)')
  await expect(output.getByRole('img', { name: 'Image output' })).toBeVisible()
  await expect(output.frameLocator('iframe').getByRole('cell', { name: '1' })).toBeVisible()
  await expect(app.page).toHaveTitle(/shown\.ipynb/)
  await app.screenshot('outputs', info)
})

test('an output is copied, saved as a file and cleared, by keyboard too', async ({ launch, folder }) => {
  const app = await launch({
    open: writeShown(
      join(folder, 'kept.ipynb'),
      { 'text/markdown': '# kept', 'text/plain': 'plain' },
      { 'image/png': PNG, 'text/plain': '<Figure>' }
    )
  })
  const output = app.output(1)
  await output.getByRole('button', { name: 'Copy' }).first().focus()
  await app.page.keyboard.press('Enter')
  await expect(output.getByRole('button', { name: 'Copied' })).toBeVisible()
  const clipboard = () => app.electron.evaluate(async ({ clipboard }) => clipboard.readText())
  await expect.poll(clipboard).toBe('# kept')
  const path = join(folder, 'saved.png')
  await app.answerDialogs({ save: path })
  await output.getByRole('button', { name: 'Save…' }).nth(1).focus()
  await app.page.keyboard.press('Enter')
  const saved = () => {
    try {
      return readFileSync(path).toString('base64')
    } catch {
      return 'not yet'
    }
  }
  await expect.poll(saved).toBe(PNG)
  await app.answerDialogs({ save: join(folder, 'no-folder', 'saved.png') })
  await output.getByRole('button', { name: 'Save…' }).nth(1).click()
  await expect(app.page.getByRole('alert')).toHaveText(/^The file cannot be written/)
  await app.cell(1).getByRole('button', { name: 'More' }).click()
  await app.page.getByRole('button', { name: 'Clear the output' }).click()
  await expect(output).toHaveCount(0)
  await app.page.keyboard.press('Control+S')
  const outputs = () => JSON.parse(readFileSync(join(folder, 'kept.ipynb'), 'utf8')).cells[0].outputs
  await expect.poll(outputs).toEqual([])
})

test('a display that is updated changes where it stands, in another cell too; a long one scrolls until it is to be whole', async ({
  blank
}) => {
  await blank.run(
    1,
    'handle = display({"text/markdown": "\\n\\n".join(f"line {n}" for n in range(200))}, raw=True, display_id="progress")'
  )
  const shown = blank.output(1).locator('.markdown')
  await expect(shown).toContainText('line 199')
  const isScrolling = () => shown.evaluate((element) => element.scrollHeight > element.clientHeight + 10)
  await expect.poll(isScrolling).toBe(true)
  await blank.page.keyboard.press('Shift+O')
  await expect.poll(isScrolling).toBe(false)
  await blank.page.keyboard.press('b')
  await blank.run(2, 'update_display({"text/markdown": "**done**"}, raw=True, display_id="progress")')
  await expect(blank.output(1)).toHaveText(/^done/)
})
