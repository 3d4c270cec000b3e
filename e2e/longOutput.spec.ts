/** A cell that prints more than the page keeps: the window stays quick, and all of it is one click away. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type App, expect, test } from './app'

/** Stands in for the system's program for text files: remembers which it was given. */
function watchOpened(app: App): Promise<void> {
  return app.electron.evaluate(({ shell }) => {
    const opened: string[] = ((globalThis as { opened?: string[] }).opened = [])
    Object.assign(shell, {
      openPath: (path: string) => {
        opened.push(path)
        return Promise.resolve('')
      }
    })
  })
}
const opened = (app: App): Promise<string[]> =>
  app.electron.evaluate(() => (globalThis as { opened?: string[] }).opened ?? [])

/** MB that the app's processes use, without Python. */
const memory = (app: App): Promise<number> =>
  app.electron.evaluate(({ app: { getAppMetrics } }) =>
    getAppMetrics().reduce((sum, { memory: { workingSetSize } }) => sum + workingSetSize / 1024, 0)
  )

test('head and tail are shown, and the whole is opened, saved, and gone with the notebook', async ({
  blank
}, info) => {
  test.setTimeout(120_000)
  await watchOpened(blank)
  await blank.run(1, 'for i in range(300_000): print("line", i)')
  await expect(blank.output(1)).toContainText('line 299999', { timeout: 60_000 })
  await expect(blank.output(1)).toContainText('of output left out here')
  const box = blank.output(1).getByRole('group', { name: 'Text output' })
  const below = () => box.evaluate((text) => text.scrollHeight - text.scrollTop - text.clientHeight)
  await expect.poll(below).toBeLessThan(24) // it follows to the last line
  const whole = Array.from({ length: 300_000 }, (_, i) => `line ${i}\n`).join('')

  await blank.button('Open the whole output').click()
  await expect.poll(() => opened(blank)).toHaveLength(1)
  const [path = ''] = await opened(blank)
  expect(readFileSync(path, 'utf8') === whole).toBe(true)

  const copy = info.outputPath('copy.txt')
  await blank.answerDialogs({ save: copy })
  await blank.button('Save as…').click()
  await expect.poll(() => existsSync(copy) && statSync(copy).size).toBe(whole.length)

  await blank.answerDialogs({ button: 1 }) // not saved
  await blank.button('Close notebook').click()
  await expect.poll(() => existsSync(join(path, '..'))).toBe(false)
})

test('a long line is cut until all of it is asked for', async ({ blank }) => {
  await blank.run(1, 'print("a" * 60_000 + "the end"); print("next")')
  await expect(blank.output(1)).toContainText('next')
  await expect(blank.output(1)).not.toContainText('the end')
  await blank.button('Show all 60,007 characters of this line').click()
  await expect(blank.output(1)).toContainText('the end\nnext', { useInnerText: true })
  const shown = await blank.output(1).getByRole('group', { name: 'Text output' }).textContent()
  expect(shown?.startsWith(`${'a'.repeat(60_000)}the end\nnext`)).toBe(true)
})

test('200 MB in one print leave the window as it was, and arrive whole', async ({ blank }) => {
  test.setTimeout(180_000)
  await watchOpened(blank)
  await blank.run(1, 'print("begun")')
  await expect(blank.output(1)).toContainText('begun')
  const before = await memory(blank)
  await blank.run(1, 'print("x" * 200_000_000); print("the end")')
  await blank.button('Open the whole output').click() // while it still prints
  await expect.poll(() => opened(blank)).toHaveLength(1)
  const [path = ''] = await opened(blank)
  // Looking at the page's megabytes again and again would keep it from drawing them.
  const whole = 200_000_001 + 'the end\n'.length
  await expect.poll(() => statSync(path).size, { timeout: 120_000 }).toBe(whole)
  await expect(blank.output(1)).toContainText('the end')
  const grown = (await memory(blank)) - before
  console.log(`200 MB printed: the app's memory grew by ${grown.toFixed(0)} MB`)
  expect(grown).toBeLessThan(400)
})
