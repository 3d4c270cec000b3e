import { writeNotebookFile } from './app'
import { expect, test } from './app'

test.skip(process.platform !== 'linux', 'lines of code can be read on Linux only')

const DEFINITIONS = `import threading, time
def count(seconds):
    end = time.perf_counter() + seconds
    total = 0
    while time.perf_counter() < end:
        total += 1
    return total`
const RUN = `threads = [threading.Thread(target=count, args=(2,)) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("counted")`

test('each line shows what it cost, and code and timeline point at each other', async ({
  launch,
  folder
}) => {
  const open = writeNotebookFile(`${folder}/lines.ipynb`, DEFINITIONS, RUN)
  const app = await launch({ open })
  await app.button('Run all').click()
  await expect(app.output(2)).toContainText('counted')
  const strip = app.page.getByRole('group', { name: 'What running cell 2 did', exact: true })
  await expect(strip).toContainText('2 threads')
  await expect(app.page.locator('.heat-row:visible')).toHaveCount(0)

  await strip.getByRole('button', { name: 'Lines' }).click()
  // The busy line is in the cell that only defines the function; the wait for it is where it was called.
  const loop = app
    .cell(1)
    .locator('.heat-row')
    .filter({ has: app.page.locator('.heat-python') })
  await expect(loop.first()).toHaveAttribute('title', /running Python .*In the run of cell 2/s)
  await expect(app.cell(1)).toContainText('In the run of cell 2')
  await expect(app.cell(2).locator('.heat-blocked').first()).toBeVisible()
  await strip.getByText('Time per line').click()
  await expect(strip.getByRole('button', { name: /Go to line [56] of cell 1/ }).first()).toBeVisible()

  // Hovering a span marks its line in the editor, in whichever cell.
  await strip.getByRole('button', { name: 'Timeline' }).click()
  const timeline = app.page.getByRole('application', { name: 'Timeline of cell 2' })
  await timeline.focus()
  const marked = app.cell(1).locator('.pointed-line')
  let y = 40
  await expect(async () => {
    // It may still move: what has the focus is scrolled into view.
    const box = await timeline.boundingBox()
    if (box === null) throw new Error('the timeline is not visible')
    y = y + 8 < box.height ? y + 8 : 40
    await app.page.mouse.move(box.x + box.width / 2, box.y + y)
    await expect(marked).toHaveCount(1, { timeout: 300 })
  }).toPass()
  await expect(marked).toContainText(/perf_counter\(\) < end|total \+= 1/)
  await app.page.mouse.move(2, 2)
  await expect(marked).toHaveCount(0)

  // A line that is edited loses its time, and those below it keep theirs.
  await app.code(1).click()
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.type('# above\n')
  await expect(strip).toContainText('Time per line')
  await expect(strip.getByRole('button', { name: /Go to line [67] of cell 1/ }).first()).toBeVisible()

  await expect(app.cell(1)).not.toContainText('edited')
  await app.page.keyboard.press('Control+End')
  await app.page.keyboard.press('ArrowUp')
  await app.page.keyboard.press('End')
  await app.page.keyboard.type(' + 1')
  await app.page.keyboard.press('ArrowUp')
  await app.page.keyboard.press('End')
  await app.page.keyboard.type('  # changed')
  await expect(app.cell(1)).toContainText(/edited since (it|they) ran/)

  await strip.getByRole('button', { name: 'Lines' }).click()
  await expect(app.page.locator('.heat-row:visible')).toHaveCount(0)
})
