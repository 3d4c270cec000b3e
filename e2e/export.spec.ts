import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellId } from '../common/brands'
import type { MenuCommand } from '../common/ipc'
import type { Notebook } from '../common/notebook'
import { newNotebook, writeNotebook } from '../common/notebookFile'
import { withPin } from '../common/pins'
import { traced } from '../common/trace/drawn'
import { type App, expect, test } from './app'

const FIGHT = traced(
  `
  main  ${'l'.repeat(60)}
  a     ${'Gw'.repeat(30)}
  b     ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const PINNED: Notebook = {
  ...newNotebook(),
  cells: [
    {
      id: 'title' as CellId,
      cell_type: 'markdown',
      source: '# A fight 争抢\n\n<img src=x onerror="document.title=1">',
      metadata: {}
    },
    {
      ...{ id: 'fight' as CellId, cell_type: 'code', source: 'fight()', execution_count: 1 },
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'fought\n' },
        {
          ...{ output_type: 'display_data', metadata: {} },
          data: { 'text/html': '<b>bold</b><script>parent.document.title = 1</script>' }
        }
      ],
      metadata: withPin({}, { run: FIGHT.run, source: 'fight()', python: null, trace: FIGHT })
    }
  ]
}

/** As the menu does. */
const choose = (app: App, command: MenuCommand): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }, chosen) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('menu:command', chosen)
  }, command)
const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

test('an exported notebook shows its monitor elsewhere, and the live timeline here', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'fight.ipynb')
  writeFileSync(path, writeNotebook(PINNED, null))
  const app = await launch({ open: path })
  const strip = app.page.getByRole('group', { name: 'What running cell 2 did', exact: true })
  await expect(strip).toContainText('took turns')

  const copy = join(folder, 'copy.ipynb')
  await app.answerDialogs({ save: copy })
  await choose(app, 'exportNotebook')
  await expect.poll(() => textOf(copy)).toContain('image/svg+xml')
  expect(textOf(path)).toBe(writeNotebook(PINNED, null))

  const again = await launch({ open: copy, userData: join(folder, 'another') })
  const live = again.page.getByRole('group', { name: 'What running cell 2 did', exact: true })
  await live.getByRole('button', { name: 'Timeline' }).click()
  await expect(again.page.getByRole('application', { name: 'Timeline of cell 2' })).toBeVisible()
  await expect(again.output(2)).toHaveText(/fought/)
  await expect(again.output(2).getByRole('img')).toHaveCount(0)
})

test('an exported page shows all of it with the network off and scripts forbidden', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'fight.ipynb')
  writeFileSync(path, writeNotebook(PINNED, null))
  const app = await launch({ open: path })
  await expect(app.output(2)).toContainText('fought')
  const page = join(folder, 'fight.html')
  await app.answerDialogs({ save: join(folder, 'fight') })
  await choose(app, 'exportPage')
  await expect.poll(() => textOf(page)).toContain('</html>')

  // A window that belongs to nobody, in which every request but the one for the page is an event.
  const shown = await app.electron.evaluate(async ({ BrowserWindow, session }, file) => {
    const own = session.fromPartition('export-test')
    const requests: string[] = []
    own.webRequest.onBeforeRequest((details, answer) => {
      requests.push(details.url)
      answer({ cancel: !details.url.startsWith('file:') && !details.url.startsWith('data:') })
    })
    const window = new BrowserWindow({ show: false, webPreferences: { session: own } })
    await window.loadFile(file)
    const seen: unknown = await window.webContents.executeJavaScript(`({
      title: document.title,
      code: document.querySelector('pre.source')?.innerText,
      picture: document.querySelector('svg[role=img] > desc')?.textContent,
      width: document.querySelector('svg[role=img]')?.getBoundingClientRect().width,
      rows: [...document.querySelectorAll('figure tbody th')].map((each) => each.textContent)
    })`)
    window.destroy()
    return { seen, others: requests.filter((url) => !url.startsWith('file:')) }
  }, page)
  expect(shown.others).toEqual([])
  expect(shown.seen).toMatchObject({ title: 'A fight 争抢', code: 'fight()', rows: ['main', 'a', 'b'] })
  expect(shown.seen).toMatchObject({ picture: expect.stringContaining('Serialized by the GIL') as unknown })
  expect((shown.seen as { width: number }).width).toBeGreaterThan(300)
})
