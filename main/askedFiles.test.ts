import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AskedFiles, filesAmong } from './askedFiles'

describe('the files a start was asked for', () => {
  const app = resolve('/app')
  it.each([
    ['a packaged app', ['gilscope', 'a.ipynb'], [resolve('/home/a.ipynb')]],
    ['several', ['gilscope', 'a.ipynb', '/x/b.md'], [resolve('/home/a.ipynb'), resolve('/x/b.md')]],
    ['an app run from its folder', ['electron', '/app', '/x/b.md'], [resolve('/x/b.md')]],
    [
      'switches in between',
      ['electron', '--no-sandbox', '/app', '--disable-gpu', 'c.ipynb'],
      [resolve('/home/c.ipynb')]
    ],
    ['no file', ['electron', '--no-sandbox', '/app'], []],
    ['nothing at all', ['gilscope'], []]
  ])('%s', (_what, argv, files) => {
    expect(filesAmong(argv, '/home', app)).toEqual(files)
  })

  it('come after the folder of the app, by any name of it', () => {
    expect(filesAmong(['electron', '.'], app, `${app}/`)).toEqual([])
  })
})

describe('a file that is asked for', () => {
  it('waits for the page, also while that begins, and then reaches it at once', () => {
    const told: string[] = []
    const asked = new AskedFiles((path) => told.push(path))
    asked.ask(['/first', '/second'])
    expect(asked.begin()).toEqual(['/first', '/second'])
    asked.ask(['/between'])
    expect(asked.listens()).toEqual(['/between'])
    expect(told).toEqual([])
    asked.ask(['/later'])
    expect(told).toEqual(['/later'])
  })

  it('waits again while a page is loaded anew', () => {
    const told: string[] = []
    const asked = new AskedFiles((path) => told.push(path))
    asked.listens()
    expect(asked.begin()).toEqual([])
    asked.ask(['/meanwhile'])
    expect(asked.listens()).toEqual(['/meanwhile'])
    expect(told).toEqual([])
  })
})
