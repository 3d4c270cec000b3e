/** What goes wrong with files: it is said in clear words, and nothing is lost. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app'
import { expect, test, writeNotebookFile } from './app'

const saved = (path: string): string => readFileSync(path, 'utf8')
const save = (app: App) => app.page.keyboard.press('Control+S')

/** Calls back with a small disk of its own at `place`; false where this system gives us none. */
async function withDisk(place: string, size: string, work: () => Promise<void>): Promise<boolean> {
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', place], { stdio: 'ignore' })
  } catch {
    return false
  }
  try {
    await work()
  } finally {
    execFileSync('umount', ['--lazy', place])
  }
  return true
}

test('a full disk and a read-only one: the file stays as it was, the work stays here, and can go elsewhere', async ({
  launch,
  folder
}) => {
  const place = join(folder, 'disk')
  const isTried = await withDisk(place, '128k', async () => {
    const path = writeNotebookFile(join(place, 'work.ipynb'), 'a = 1')
    const before = saved(path)
    const app = await launch({ open: path })
    await app.write(1, `precious = "${'x'.repeat(2000)}"`)
    writeFileSync(join(place, 'filler'), '')
    for (let size = 100_000; size >= 1; size = Math.floor(size / 2)) fill(join(place, 'filler'), size)
    await save(app)
    const notice = app.page.getByRole('alert')
    await expect(notice).toContainText('the disk is full')
    expect(saved(path)).toBe(before)
    await expect(app.page).toHaveTitle(/^●/)

    await app.answerDialogs({ save: join(folder, 'elsewhere.ipynb') })
    await notice.getByRole('button', { name: 'Save elsewhere…' }).click()
    await expect(notice).toHaveCount(0)
    expect(saved(join(folder, 'elsewhere.ipynb'))).toContain('precious')
    await expect(app.page).toHaveTitle(/^elsewhere\.ipynb/)

    rmSync(join(place, 'filler'))
    execFileSync('mount', ['-o', 'remount,ro', place])
    await app.answerDialogs({ save: join(place, 'new.ipynb') })
    await app.write(1, 'more = 1')
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('menu:command', 'saveAs')
    )
    await expect(notice).toContainText('the disk is read-only')
    await expect(app.code(1)).toContainText('more = 1')
    await app.quit() // before the disk goes
  })
  test.skip(!isTried, 'this system lets nobody here mount a disk')
})

/** Makes a file longer by this much, where there is room for it. */
function fill(path: string, size: number): void {
  for (;;) {
    try {
      writeFileSync(path, 'x'.repeat(size), { flag: 'a' })
    } catch {
      return
    }
  }
}

test('a folder that vanishes while its notebook is open is told, and the notebook is saved once it is back', async ({
  launch,
  folder
}) => {
  const [place, away] = [join(folder, 'share'), join(folder, 'away')]
  mkdirSync(place)
  const path = writeNotebookFile(join(place, 'work.ipynb'), 'a = 1')
  const app = await launch({ open: path })
  await app.write(1, 'precious = 1')
  renameSync(place, away)
  await save(app)
  await expect(app.page.getByRole('alert')).toContainText('folder is no longer there')
  await expect(app.page.getByRole('alert')).toContainText(place)
  await expect(app.page).toHaveTitle(/^●/)
  renameSync(away, place)
  await save(app)
  await expect.poll(() => saved(path)).toContain('precious')
  await expect(app.page.getByRole('alert')).toHaveCount(0)
})

test('a name that is taken by a folder, or by a notebook in another tab, is told', async ({
  launch,
  folder
}) => {
  mkdirSync(join(folder, 'taken.ipynb'))
  const other = writeNotebookFile(join(folder, 'other.ipynb'), '"other"')
  const app = await launch({ open: other })
  await app.cell(1).waitFor()
  await app.page.getByRole('button', { name: 'New notebook in a tab' }).click()
  await expect(app.page.getByRole('tab', { selected: true })).toHaveText('Untitled.ipynb')
  await app.write(1, 'precious = 1')
  await app.answerDialogs({ save: join(folder, 'taken.ipynb') })
  await save(app)
  await expect(app.page.getByRole('alert')).toContainText('it is a folder')
  await app.answerDialogs({ save: other })
  await save(app)
  await expect(app.page.getByText('open in another tab')).toBeVisible()
  expect(saved(other)).toContain('other')
  await expect(app.code(1)).toContainText('precious')
})

test('two Gilscopes with one file are both told, and neither overwrites the other unasked', async ({
  launch,
  folder
}, info) => {
  const path = writeNotebookFile(join(folder, 'shared.ipynb'), 'a = 1')
  const told = (app: App) => app.page.getByText('This file is open in another Gilscope too.')
  const first = await launch({ open: path, userData: join(folder, 'one') })
  await first.cell(1).waitFor()
  await expect(told(first)).toHaveCount(0)
  const second = await launch({ open: path, userData: join(folder, 'two') })
  await expect(told(second)).toBeVisible()
  await expect(told(first)).toBeVisible({ timeout: 30_000 })
  await second.screenshot('elsewhere', info)
  await second.button('I know').click()
  await expect(told(second)).toHaveCount(0)

  await first.write(1, 'from_first = 1')
  await save(first)
  await expect.poll(() => saved(path)).toContain('from_first')
  await second.write(1, 'from_second = 1')
  await second.answerDialogs({ button: 1 })
  await save(second)
  await expect.poll(() => second.dialogsAsked()).toEqual([expect.stringContaining('changed by another')])
  expect(saved(path)).toContain('from_first')
  await second.quit()
  await expect(told(first)).toHaveCount(0, { timeout: 30_000 })
})

test('a file dragged into the window opens in a tab, also over an editor', async ({ blank, folder }) => {
  const path = writeNotebookFile(join(folder, 'dragged.ipynb'), '"dragged"')
  const box = (await blank.code(1).boundingBox())!
  const client = await blank.page.context().newCDPSession(blank.page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', {
      ...{ type, x: box.x + 5, y: box.y + 5 },
      data: { items: [], files: [path], dragOperationsMask: 1 }
    })
  }
  await expect(blank.page.getByRole('tab', { selected: true })).toHaveText('dragged.ipynb')
  await expect(blank.code(1)).toHaveText('"dragged"')
  await blank.page.getByRole('tab', { name: 'Untitled.ipynb' }).click()
  await expect(blank.code(1)).toHaveText('')
})

test('the page is drawn larger and smaller by keys, and as large again at the next start', async ({
  launch
}) => {
  const app = await launch()
  await app.button('New notebook').waitFor()
  const ratio = (of: App) => of.page.evaluate(() => devicePixelRatio)
  const before = await ratio(app)
  await app.page.keyboard.press('Control+=')
  await expect.poll(() => ratio(app)).toBeCloseTo(before * 1.1, 2)
  await app.page.keyboard.press('Control+0')
  await expect.poll(() => ratio(app)).toBeCloseTo(before, 2)
  await app.page.keyboard.press('Control+-')
  await expect.poll(() => ratio(app)).toBeCloseTo(before * 0.9, 2)
  await app.quit()
  const again = await launch()
  await again.button('New notebook').waitFor()
  await expect.poll(() => ratio(again)).toBeCloseTo(before * 0.9, 2)
})
