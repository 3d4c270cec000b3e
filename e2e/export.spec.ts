import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellId } from '../common/brands'
import type { MenuCommand } from '../common/ipc'
import type { Notebook } from '../common/notebook'
import { newNotebook, writeNotebook } from '../common/notebookFile'
import { withNotes } from '../common/notes'
import { withPin } from '../common/pins'
import { traced } from '../common/trace/drawn'
import type { Page } from '@playwright/test'
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

const ACT = 'globalThis.pwned = 1; document.title = 1; parent.document.title = 1; parent.pwned = 1'
const EVIL_NAME = `<img src=x onerror="${ACT}">`
const EVIL_FIGHT = {
  ...FIGHT,
  threads: FIGHT.threads.map((thread) => ({ ...thread, name: `${EVIL_NAME}${thread.name}` }))
}
/** All the ways in which a notebook could bring a script along. */
const EVIL: Notebook = {
  ...newNotebook(),
  cells: [
    {
      id: 'prose' as CellId,
      cell_type: 'markdown',
      source: [
        '# Evil',
        `<script>${ACT}</script><svg onload="${ACT}"><script>${ACT}</script></svg><b onmouseover="${ACT}">bold</b>`,
        `<iframe srcdoc="<script>${ACT}</script>"></iframe><object data="data:text/html,x"></object><base href="https://x.invalid/">`,
        `<img src=x onerror="${ACT}"><script type="application/json">[{"trace":{}}]</script>`,
        `<a href="javascript:${encodeURIComponent(ACT)}" onclick="${ACT}">a link</a> [b](javascript:alert(1))`,
        '<link rel=stylesheet href="https://x.invalid/x.css"><img src="https://x.invalid/x.png">',
        '![of mine](../mine.png)'
      ].join('\n\n'),
      metadata: {}
    },
    {
      ...{ id: 'code' as CellId, cell_type: 'code', source: `"</script><script>${ACT}</script>"` },
      execution_count: 1,
      outputs: [
        {
          ...{ output_type: 'display_data', metadata: {} },
          data: {
            'text/html': `<b onmouseover="${ACT}">bold</b><script>${ACT}</script><img src=x onerror="${ACT}">`
          }
        },
        {
          ...{ output_type: 'display_data', metadata: {} },
          data: {
            'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg" onload="${ACT}"><script>${ACT}</script></svg>`
          }
        },
        {
          ...{ output_type: 'display_data', metadata: {} },
          data: { 'application/javascript': ACT, 'text/markdown': `<script>${ACT}</script>` }
        }
      ],
      metadata: withNotes(
        withPin(
          {},
          { run: FIGHT.run, source: `</script><script>${ACT}</script>`, python: null, trace: EVIL_FIGHT }
        ),
        [{ from: 0, to: 300_000, text: `</script><script>${ACT}</script>${EVIL_NAME}`, run: FIGHT.run }]
      )
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

/** Opens an exported page in a window of its own, in which every request but the one for the page is cancelled and told. */
async function openPage(app: App, file: string): Promise<{ page: Page; requests: () => Promise<string[]> }> {
  const opening = app.electron.waitForEvent('window')
  await app.electron.evaluate(async ({ BrowserWindow, session }, file) => {
    const own = session.fromPartition('export-test')
    const requests: string[] = ((globalThis as { requests?: string[] }).requests = [])
    own.webRequest.onBeforeRequest(({ url }, answer) => {
      requests.push(url)
      answer({ cancel: !url.startsWith('file:') && !url.startsWith('data:') })
    })
    const window = new BrowserWindow({ width: 1000, height: 900, webPreferences: { session: own } })
    await window.loadFile(file)
  }, file)
  const page = await opening
  await page.waitForLoadState()
  const requests = (): Promise<string[]> =>
    app.electron.evaluate(() => (globalThis as { requests?: string[] }).requests ?? [])
  return { page, requests }
}

async function exportedPage(app: App, path: string): Promise<string> {
  await app.answerDialogs({ save: path })
  await choose(app, 'exportPage')
  await expect.poll(() => textOf(path)).toContain('</html>')
  return path
}

test('an exported page answers to hands and keys with the network off', async ({ launch, folder }) => {
  const path = join(folder, 'fight.ipynb')
  writeFileSync(path, writeNotebook(PINNED, null))
  const app = await launch({ open: path })
  await expect(app.output(2)).toContainText('fought')
  const { page, requests } = await openPage(app, await exportedPage(app, join(folder, 'fight.html')))

  await expect(page).toHaveTitle('A fight 争抢')
  await expect(page.locator('pre.source')).toHaveText('fight()')
  await expect(page.locator('.line')).toContainText('GIL held')
  const timeline = page.getByRole('application', { name: 'Timeline of cell 2' })
  await expect(timeline).toBeVisible()
  const box = (await timeline.boundingBox())!
  const tip = page.getByRole('status')
  const tipAt = async (x: number, y: number): Promise<string> => {
    await page.mouse.move(box.x + x, box.y + y)
    return (await tip.isVisible()) ? await tip.innerText() : ''
  }
  // Somewhere below the axis is the lane of the thread `a`.
  let lane = 30
  while (lane < box.height && !(await tipAt(400, lane)).startsWith('a\n')) lane += 6
  expect(await tipAt(400, lane)).toMatch(/5\.0 ms/)

  // It waits and runs in turns, each 5 ms and some twelve px long; larger, both are under the same turn.
  const states = async (): Promise<Set<string>> => {
    const seen = new Set<string>()
    for (let x = 400; x < 428; x += 3) seen.add((await tipAt(x, lane)).split('\n')[1] ?? '')
    return seen
  }
  expect((await states()).size).toBeGreaterThan(1)
  await tipAt(414, lane)
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Zoom in' }).click()
  await timeline.focus()
  await tipAt(414, lane)
  for (let i = 0; i < 8; i++) await page.keyboard.press('w')
  await expect.poll(async () => (await states()).size).toBe(1)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(async () => (await states()).size).toBeGreaterThan(1)

  await page.getByText('Figures').click()
  await expect(page.getByRole('columnheader', { name: 'waiting for the GIL' })).toBeVisible()

  // On paper and without a script it is a picture.
  const picture = page.getByRole('img', { name: 'Timeline of cell 2' })
  await expect(picture).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(picture).toBeVisible()
  await expect(timeline).toBeHidden()
  expect((await requests()).filter((url) => !url.startsWith('file:'))).toEqual([])
})

test('nothing of a malicious notebook runs in its exported page', async ({ launch, folder }) => {
  mkdirSync(join(folder, 'evil'))
  const path = join(folder, 'evil', 'evil.ipynb')
  writeFileSync(path, writeNotebook(EVIL, null))
  writeFileSync(join(folder, 'mine.png'), 'not for strangers')
  const app = await launch({ open: path })
  await expect(app.cell(2)).toBeVisible()
  const exported = await exportedPage(app, join(folder, 'evil.html'))
  await expect.poll(() => app.dialogsAsked()).toEqual(['One picture is not in the export.'])
  const { page, requests } = await openPage(app, exported)

  const timeline = page.getByRole('application', { name: 'Timeline of cell 2' })
  await expect(timeline).toBeVisible()
  // Whatever was there to be clicked and pointed at.
  await page.getByText('a link').click()
  await page.getByText('bold').first().hover()
  const box = (await timeline.boundingBox())!
  for (let y = 20; y < box.height; y += 12) await page.mouse.move(box.x + 400, box.y + y)
  const seen = await page.evaluate(() => ({
    title: document.title,
    url: location.protocol,
    pwned: 'pwned' in globalThis,
    scripts: [...document.scripts].filter((each) => each.type === '').length,
    foreign: document.querySelectorAll('[onclick],[onerror],[onload],[onmouseover],object,embed,base').length
  }))
  expect(seen).toEqual({ title: 'Evil', url: 'file:', pwned: false, scripts: 1, foreign: 0 })
  expect((await requests()).filter((url) => !/^(file|data):|^about:srcdoc/.test(url))).toEqual([])
})

/** Without the dates, in which pages that are made twice differ. */
const undated = (path: string): string =>
  readFileSync(path, 'latin1').replace(/\/(?:CreationDate|ModDate) \([^)]*\)/g, '')
const isPdf = (path: string): boolean => textOf(path).startsWith('%PDF-')

test('pages for paper come from the menu, and from the command line without a display: the same but for their dates', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'fight.ipynb')
  writeFileSync(path, writeNotebook(PINNED, null))
  const fromCli = (name: string): string => {
    const output = join(folder, name)
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
    const cli = [join(import.meta.dirname, '../out/main/cli.js'), 'export', path, '--to', 'pdf', '-o', output]
    expect(execFileSync('node', cli, { env, encoding: 'utf8' })).toContain('(1 monitor)')
    return output
  }
  const one = fromCli('one.pdf')
  expect(undated(fromCli('two.pdf'))).toBe(undated(one))
  expect(readFileSync(one, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  // Its title, as UTF-16: the first heading, Chinese too.
  expect(readFileSync(one, 'latin1')).toContain('4E89')

  const app = await launch({ open: path })
  await expect(app.output(2)).toContainText('fought')
  const page = join(folder, 'page.pdf')
  await app.answerDialogs({ save: join(folder, 'page') })
  await choose(app, 'exportPdf')
  await expect.poll(() => isPdf(page), { timeout: 30_000 }).toBe(true)
  expect(await app.dialogsAsked()).toEqual([])
})
