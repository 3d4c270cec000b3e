/** Pictures of the views around the cells, in both themes and both languages; see `screenshots.shots.ts`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '../renderer/i18n/text'
import { expect, test, writeNotebookFile } from './app'
import { LOOKS, PATIENCE, picture, size } from './pictures'

const LESSON = {
  en: [
    '# Threads in Python',
    '## Starting one',
    'A thread runs beside the others.',
    '### Waiting for it',
    '## What the GIL does'
  ],
  zh: ['# Python 中的线程', '## 启动线程', '线程与其他线程一起运行。', '### 等待线程', '## GIL 的作用']
} as const
const CODE = `import threading, time
def work(n):
    time.sleep(n)
    print("worker", n, "done")
thread = threading.Thread(target=work, args=(0.3,))
thread.start(); thread.join()`
/** What the editor underlines. */
const FAULTY = 'import json\nprint(undefined_name)'

/** A lesson with five headings, code that runs and code with problems. */
function lesson(language: 'en' | 'zh'): string {
  const [title, ...others] = LESSON[language]
  const cells = others.map((part) => `${part}\n\n\`\`\`python\n${CODE}\n\`\`\``)
  return `${title}\n\n${cells.join('\n\n')}\n\n\`\`\`python\n${FAULTY}\n\`\`\`\n`
}

for (const [theme, language] of LOOKS)
  test(`the views around the cells, ${theme}, ${language}`, async ({ launch, folder }) => {
    test.setTimeout(240_000)
    const words = text(language)
    const named = (name: string) => app.page.getByRole('button', { name, exact: true }).first()
    const take = (name: string) => picture(app, `${name}-${theme}-${language}`)
    const close = async () => {
      await app.page.keyboard.press('Escape')
      await expect(app.page.locator(':popover-open')).toHaveCount(0)
    }
    mkdirSync(join(folder, 'notes'))
    writeFileSync(join(folder, 'lesson.md'), lesson(language))
    const slow = Array.from({ length: 5 }, (_, i) => `import time\nprint("step ${i}")\ntime.sleep(60)`)
    const app = await launch({ language, open: join(folder, 'lesson.md') })
    await app.page.emulateMedia({ colorScheme: theme })
    await size(app, 1280, 800)
    await expect(app.page.locator('.cell').first()).toBeVisible()

    await named(words.browse.label).click()
    await take('contents')
    await app.page.getByRole('tab', { name: words.browse.tabs.files }).click()
    await take('files')
    await named(words.toolbar.panel).click()
    await app.page.getByRole('tab', { name: words.panel.tabs.problems }).click()
    await expect(app.page.locator('.side-panel.is-right')).toContainText('undefined_name', PATIENCE)
    await take('problems')
    await size(app, 720, 700)
    await take('narrow-panels')
    await size(app, 1280, 800)
    await named(words.browse.hide).click()
    await named(words.panel.hide).click()

    await app.page.getByRole('button', { name: words.toolbar.settings, exact: true }).click()
    await take('settings')
    await close()
    await app.page.keyboard.press('h')
    await take('keys')
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.press('f')
    await app.page.keyboard.type('thread')
    await take('find')
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.press('F5')
    await app.page.keyboard.press('PageDown')
    await take('teach')
    await app.page.keyboard.press('Escape')

    const path = writeNotebookFile(join(folder, 'notes', 'queue.ipynb'), ...slow)
    await app.electron.evaluate(
      ({ BrowserWindow }, file) => BrowserWindow.getAllWindows()[0]?.webContents.send('files:asked', file),
      path
    )
    await expect(app.page.locator('.cell')).toHaveCount(5)
    await named(words.toolbar.runAll).click()
    await expect(app.page.locator('.queue-button')).toBeVisible(PATIENCE)
    await named(words.running.menu).click()
    await take('run-menu')
    await close()
    await app.page.locator('.queue-button').click()
    await take('queue')
    await close()
    await app.page.locator('.kernel-button').click()
    await expect(app.page.locator('.interpreter').first()).toBeVisible(PATIENCE)
    await take('picker')
    await close()
    await named(words.toolbar.interrupt).click()
    await expect(app.page.locator('.kernel-button .kernel-dot.idle')).toBeVisible(PATIENCE)
    await named(words.browse.label).click()
    await named(words.toolbar.panel).click()
    await take('strip-between-panels')
    await app.page.locator('.kernel-button').click()
    await expect(app.page.locator('.interpreter').first()).toBeVisible(PATIENCE)
    await take('picker-between-panels')
    await close()
    await named(words.browse.hide).click()
    await named(words.panel.hide).click()

    await app.page.locator('.cm-content').first().click()
    await app.page.keyboard.type('x')
    rmSync(join(folder, 'notes'), { recursive: true })
    await app.page.keyboard.press('Control+S')
    await expect(app.page.locator('.notice')).toBeVisible(PATIENCE)
    await take('not-saved')
  })
