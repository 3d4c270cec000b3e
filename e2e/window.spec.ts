import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

test('the page has no Node, no network, no other windows and no permissions', async ({ app }) => {
  const reach = await app.page.evaluate(async () => {
    const page = window as unknown as Record<string, unknown>
    return {
      node: typeof page['require'] + typeof page['process'],
      opened: window.open('about:blank') === null,
      fetched: await fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        () => 'refused'
      ),
      evaluated: await new Promise((resolve) => {
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.head.append(script)
        resolve(page['injected'] === undefined ? 'refused' : 'run')
      }),
      compiled: await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => 'compiled',
        () => 'refused'
      ),
      notifications: await Notification.requestPermission()
    }
  })
  expect(reach).toEqual({
    node: 'undefinedundefined',
    opened: true,
    fetched: 'refused',
    evaluated: 'refused',
    compiled: 'refused',
    notifications: 'denied'
  })
  await app.page.evaluate(() => {
    location.href = 'http://127.0.0.1:9/'
  })
  // Asked in the main process: the page's own driver waits for a navigation that never comes.
  const url = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  expect(await url()).toMatch(/^gilscope:\/\/app\//)
})

test('HTML of an output is shown, but runs nothing and cannot reach the page', async ({ launch, folder }) => {
  const code = `class Rich:
    def _repr_html_(self):
        return ("<table><tr><td>cell of a table</td></tr></table>"
                "<script>parent.document.title = 'owned'</script>"
                "<img src=x onerror='parent.document.title = \\"owned\\"'>"
                "<a href='http://127.0.0.1:9/' target='_top'>away</a>")
Rich()`
  const app = await launch({ open: writeNotebookFile(join(folder, 'html.ipynb'), code) })
  await app.button('Run all').click()
  const frame = app.output(1).frameLocator('iframe')
  await expect(frame.getByText('cell of a table')).toBeVisible()
  await frame.getByText('away').click()
  await expect(frame.getByText('cell of a table')).toBeVisible()
  await expect(app.page).toHaveTitle(/html\.ipynb/)
})

test('Markdown is sanitised', async ({ launch, folder }) => {
  const path = join(folder, 'evil.md')
  writeFileSync(
    path,
    '# Fine\n\n<img src=x onerror="document.title = \'owned\'"><script>document.title = "owned"</script>\n<b onclick="document.title=\'owned\'">bold</b> [link](javascript:document.title="owned")\n'
  )
  const app = await launch({ open: path })
  await expect(app.page.getByRole('heading', { name: 'Fine' })).toBeVisible()
  await app.page.getByText('bold').click()
  await app.page.getByText('link').click()
  expect(await app.page.locator('script:not([src])').count()).toBe(0)
  await expect(app.page).toHaveTitle(/evil\.md/)
})

test('it speaks the language of the system, and the one that is chosen', async ({ launch, folder }, info) => {
  const userData = join(folder, 'shared-user-data')
  const app = await launch({ userData, language: 'zh' })
  await expect(app.page.getByRole('button', { name: '新建笔记本' })).toBeVisible()
  await expect(app.page.locator('html')).toHaveAttribute('lang', /zh/)
  await app.screenshot('welcome-zh', info)
  await app.button('设置').click()
  await app.page.getByText('English', { exact: true }).click()
  await expect(app.button('New notebook')).toBeVisible()
  await app.quit()
  const again = await launch({ userData, language: 'zh' })
  await expect(again.button('New notebook')).toBeVisible()
})

test('it is dark or light, as chosen', async ({ app }, info) => {
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await app.button('Settings').click()
  await app.page.getByText('Light', { exact: true }).click()
  const light = await background()
  await app.page.getByText('Dark', { exact: true }).click()
  await expect.poll(background).not.toBe(light)
  await app.screenshot('welcome-dark', info)
})

test('a second start opens its file in the first window', async ({ launch, folder }) => {
  const userData = join(folder, 'shared-user-data')
  const path = writeNotebookFile(join(folder, 'second.ipynb'), '"from the second start"')
  const first = await launch({ userData })
  // The second start gives its file over and ends before it has a window.
  await launch({ userData, open: path }).catch(() => undefined)
  await expect(first.code(1)).toContainText('from the second start')
})

test('the keys that the menu shows work, and Ctrl+W leaves the notebook before it closes the window', async ({
  blank
}) => {
  const press = (keyCode: string) =>
    blank.electron.evaluate(({ BrowserWindow }, keyCode) => {
      for (const type of ['keyDown', 'keyUp'] as const)
        BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
          type,
          keyCode,
          modifiers: ['control']
        })
    }, keyCode)
  await press('J')
  await expect(blank.page.getByRole('region', { name: 'Console' })).toBeVisible()
  await press('W')
  await expect(blank.button('New notebook')).toBeVisible()
  await press('N')
  await expect(blank.code(1)).toBeVisible()
})

test('everything is in reach in the narrowest window', async ({ blank }, info) => {
  await blank.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(560, 700))
  const inside = () => blank.page.evaluate(() => innerWidth)
  await expect.poll(inside).toBe(560)
  await blank.run(1, 'print("x" * 1000)')
  await expect(blank.output(1)).toContainText('xxx')
  for (const button of await blank.page.getByRole('toolbar').first().getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(box!.x + box!.width).toBeLessThanOrEqual(560)
  }
  await blank.button('Settings').focus()
  expect(await blank.page.evaluate(() => document.scrollingElement!.scrollLeft)).toBe(0)
  await blank.screenshot('narrow', info)
})
