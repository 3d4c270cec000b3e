import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, writeNotebookFile } from './app'

const saved = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

test('a notebook saved without an edit is the same file; one that was run holds its outputs', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'odd.ipynb')
  const text =
    '{\n    "nbformat": 4,\n    "nbformat_minor": 2, "metadata": {"zoom": 1.0, "é": "\\u00e9"},\n    "cells": [{"cell_type": "code", "source": ["print(1 + 1)"], "metadata": {"b": 1, "a": 2}, "outputs": [], "execution_count": null}]}'
  writeFileSync(path, text)
  const app = await launch({ open: path })
  await app.cell(1).waitFor()
  const { ino } = statSync(path)
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => statSync(path).ino).not.toBe(ino) // written anew
  expect(saved(path)).toBe(text)

  await app.button('Run all').click()
  await expect(app.output(1)).toContainText('2')
  await app.says(1, 's')
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toContain('stdout')
  expect(saved(path)).toContain('"metadata": {"zoom": 1.0, "é": "\\u00e9"}')
  await app.quit()

  const again = await launch({ open: path })
  await expect(again.output(1)).toContainText('2')
  await expect(again.code(1)).toContainText('print(1 + 1)')
  await expect(again.cell(1)).toContainText('[1]')
})

test('unsaved work is asked about before it is lost', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'work.ipynb'), 'a = 1')
  const app = await launch({ open: path })
  await app.write(1, 'a = 2')
  await expect(app.page).toHaveTitle(/^●/)

  await app.answerDialogs({ button: 2 }) // cancel
  await app.button('Close notebook').click()
  await expect.poll(() => app.dialogsAsked()).toEqual([expect.stringContaining('work.ipynb')])
  await expect(app.code(1)).toContainText('a = 2')

  await app.answerDialogs({ button: 0 }) // save
  await app.button('Close notebook').click()
  await expect(app.button('New notebook')).toBeVisible()
  expect(saved(path)).toContain('a = 2')

  await app.page.getByRole('button', { name: /work\.ipynb/ }).click()
  await app.write(1, 'a = 3')
  await app.answerDialogs({ button: 1 }) // throw away
  await app.button('Close notebook').click()
  await expect(app.button('New notebook')).toBeVisible()
  expect(saved(path)).toContain('a = 2')
})

test('closing the window asks too', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'work.ipynb'), 'a = 1')
  const app = await launch({ open: path })
  await app.write(1, 'a = 2')
  await expect(app.page).toHaveTitle(/^●/)
  await app.answerDialogs({ button: 2 })
  const close = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await close()
  await expect.poll(() => app.dialogsAsked()).toHaveLength(1)
  await expect(app.code(1)).toContainText('a = 2')

  await app.answerDialogs({ button: 0 })
  await close()
  await app.ended()
  expect(saved(path)).toContain('a = 2')
})

test('a file that is no notebook gets a clear message and is left alone', async ({
  launch,
  folder
}, info) => {
  const path = join(folder, 'broken.ipynb')
  writeFileSync(path, '{"cells": [{"source": ')
  const app = await launch({ open: path })
  await expect(app.page.getByText('This file is not a notebook')).toBeVisible()
  await app.screenshot('broken-file', info)
  expect(saved(path)).toBe('{"cells": [{"source": ')
  await expect(app.button('New notebook')).toBeVisible()
})

test('a folder that cannot be written is told, and nothing is lost', async ({ blank }) => {
  await blank.write(1, 'precious = 1')
  await blank.answerDialogs({ save: '/proc/no/such/folder/x.ipynb' })
  await blank.page.keyboard.press('Control+S')
  await expect(blank.page.getByText('The notebook was not saved')).toBeVisible()
  await expect(blank.code(1)).toContainText('precious = 1')
  await expect(blank.page).toHaveTitle(/^●/)
})

test('a notebook made from a document is saved as a notebook where the name says no other format', async ({
  launch,
  folder
}) => {
  const path = join(folder, 'lesson.md')
  const text = '# Lesson\n\n```python\n1 + 1\n```\n'
  writeFileSync(path, text)
  const app = await launch({ open: path })
  await app.cell(2).waitFor()
  await app.answerDialogs({ save: join(folder, 'my lesson') })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(join(folder, 'my lesson.ipynb'))).toContain('1 + 1')
  expect(saved(path)).toBe(text)
  await expect(app.page).toHaveTitle(/^my lesson\.ipynb/)
})

test('what another program wrote meanwhile is not overwritten without a question', async ({
  launch,
  folder
}) => {
  const path = writeNotebookFile(join(folder, 'shared.ipynb'), 'a = 1')
  const app = await launch({ open: path })
  await app.write(1, 'mine = 1')
  writeNotebookFile(path, 'theirs = 1')
  await app.answerDialogs({ button: 1 })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => app.dialogsAsked()).toEqual([expect.stringContaining('changed by another program')])
  expect(saved(path)).toContain('theirs = 1')
  await app.answerDialogs({ button: 0 })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toContain('mine = 1')
})

test('an old format is upgraded only after a question', async ({ launch, folder }) => {
  const path = join(folder, 'old.ipynb')
  const old = {
    metadata: { name: '' },
    nbformat: 3,
    nbformat_minor: 0,
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 2, source: ['Old times'], metadata: {} },
          {
            cell_type: 'code',
            input: ['1 + 1'],
            language: 'python',
            outputs: [],
            collapsed: false,
            metadata: {}
          }
        ],
        metadata: {}
      }
    ]
  }
  const text = JSON.stringify(old, undefined, 1)
  writeFileSync(path, text)
  const app = await launch({ open: path })
  await expect(app.page.getByRole('heading', { name: 'Old times' })).toBeVisible()
  await app.write(2, '1 + 2')
  await app.answerDialogs({ button: 1 })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => app.dialogsAsked()).toEqual([expect.stringContaining('version 3')])
  expect(saved(path)).toBe(text)
  await app.answerDialogs({ button: 0 })
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toContain('"nbformat": 4')
  expect(saved(path)).toContain('## Old times')
})

test('files that were opened are offered again', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'again.ipynb'), '"hello"')
  const first = await launch({ open: path })
  await first.cell(1).waitFor()
  await first.quit()
  const second = await launch()
  await expect(second.code(1)).toContainText('"hello"') // its tab is back
  await second.button('Close notebook').click()
  await second.page.getByRole('button', { name: /again\.ipynb/ }).click()
  await expect(second.code(1)).toContainText('"hello"')
})

test('saving leaves nothing else in the folder', async ({ launch, folder }) => {
  const path = writeNotebookFile(join(folder, 'only.ipynb'), 'a = 1')
  chmodSync(path, 0o640)
  const app = await launch({ open: path })
  await app.write(1, 'a = 2')
  await app.page.keyboard.press('Control+S')
  await expect.poll(() => saved(path)).toContain('a = 2')
  expect(readdirSync(folder).filter((name) => name !== 'user-data')).toEqual(['only.ipynb'])
})
