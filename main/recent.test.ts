import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stillThere } from './recent'

it('of the recent files those that are gone are forgotten, in whichever way they went', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gilscope-recent-'))
  const file = join(folder, 'here.ipynb')
  writeFileSync(file, '')
  const gone = [
    join(folder, 'gone.ipynb'),
    join(folder, 'no folder', 'gone.ipynb'),
    join(file, 'below a file')
  ]
  expect(await stillThere([...gone, file, folder])).toEqual([file, folder])
  rmSync(folder, { recursive: true })
})
