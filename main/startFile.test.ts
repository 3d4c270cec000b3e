import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileAmong } from './startFile'

describe('the file a start was asked for', () => {
  const app = resolve('/app')
  it.each([
    ['a packaged app', ['gilscope', 'a.ipynb'], resolve('/home/a.ipynb')],
    ['an app run from its folder', ['electron', '/app', '/x/b.md'], resolve('/x/b.md')],
    [
      'switches in between',
      ['electron', '--no-sandbox', '/app', '--disable-gpu', 'c.ipynb'],
      resolve('/home/c.ipynb')
    ],
    ['no file', ['electron', '--no-sandbox', '/app'], null],
    ['nothing at all', ['gilscope'], null]
  ])('%s', (_what, argv, file) => {
    expect(fileAmong(argv, '/home', app)).toBe(file)
  })

  it('knows the folder of the app by any name', () => {
    expect(fileAmong(['electron', '.'], app, `${app}/`)).toBe(null)
  })
})
