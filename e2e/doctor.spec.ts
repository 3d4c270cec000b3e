import { expect, test } from './app'

test('the machine is checked from the menu: each line says how it is, and all of it can be copied', async ({
  app
}) => {
  await app.button('New notebook').waitFor() // the page listens to the menu
  await app.chooseFromMenu('Check my setup')
  const box = app.page.getByRole('dialog', { name: 'Check my setup' })
  // It starts a kernel of its own and watches it.
  await expect(box.getByRole('listitem').filter({ hasText: /ran a cell in/ })).toBeVisible({
    timeout: 60_000
  })
  await expect(box.getByRole('listitem').filter({ hasText: /Python.*(can run cells)/ })).toBeVisible()
  if (process.platform === 'linux')
    await expect(box.getByRole('listitem').filter({ hasText: /^goodScopeAll is seen/ })).toBeVisible()
  await box.getByRole('button', { name: 'Copy as text' }).click()
  await expect(box.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toMatch(/^. Python: /)
  expect(copied).toContain('ran a cell in')
  await app.page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
})

test('the kernel’s menu leads to the check, in the language of the window', async ({ launch }, info) => {
  const app = await launch({ language: 'zh' })
  await app.button('新建笔记本').click()
  await app.page.getByRole('button', { name: /^内核/ }).click()
  await app.button('检查环境…').click()
  const box = app.page.getByRole('dialog', { name: '检查环境' })
  await expect(box.getByRole('listitem').filter({ hasText: '启动并运行了一个单元格' })).toBeVisible({
    timeout: 60_000
  })
  await app.screenshot('doctor-zh', info)
})
