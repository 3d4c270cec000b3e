import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { NOTHING_LEARNED, withPassed } from '../../common/teaching/learned'
import { LearnerFile } from './LearnerFile'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-learner-'))
  path = join(folder, 'deep', 'learner.json')
})
afterEach(() => rm(folder, { recursive: true }))

const throwIt = (problem: unknown): void => {
  throw problem
}
const passed = (cell: string) => withPassed(NOTHING_LEARNED, cell as CellId)

describe('the file of what was learned', () => {
  it('has it again at the next start, the last of two writes', async () => {
    const first = await LearnerFile.load(path, throwIt)
    expect(first.of('course/01')).toBeNull()
    first.keep('course/01', NOTHING_LEARNED)
    first.keep('/a.ipynb', passed('one'))
    first.keep('/a.ipynb', passed('two'))
    await first.saved()
    const again = await LearnerFile.load(path, throwIt)
    expect(again.of('/a.ipynb')).toEqual(passed('two'))
    expect(again.of('course/01')).toEqual(NOTHING_LEARNED)
    again.forget('/a.ipynb')
    await again.saved()
    expect((await LearnerFile.load(path, throwIt)).of('/a.ipynb')).toBeNull()
  })

  it.each(['', '{"notebooks": {"a"', '[]', '{"notebooks": 3}', '\u0000\u0000'])(
    'that is damaged (%j) is told, put aside and begun anew',
    async (text) => {
      path = join(folder, 'learner.json')
      await writeFile(path, text)
      const problems: unknown[] = []
      const file = await LearnerFile.load(path, (problem) => problems.push(problem))
      expect(problems).toHaveLength(1)
      file.keep('a', passed('one'))
      await file.saved()
      expect((await readdir(folder)).sort()).toEqual(['learner.json', 'learner.json.damaged'])
      expect(await readFile(`${path}.damaged`, 'utf8')).toBe(text)
      expect((await LearnerFile.load(path, throwIt)).of('a')).toEqual(passed('one'))
    }
  )

  it('tells when it cannot be written, and goes on', async () => {
    await writeFile(join(folder, 'deep'), 'a file where a folder should be')
    const problems: unknown[] = []
    const file = await LearnerFile.load(path, (problem) => problems.push(problem))
    file.keep('a', passed('one'))
    await file.saved()
    expect(problems.length).toBeGreaterThan(0)
    expect(file.of('a')).toEqual(passed('one'))
  })

  it('forgets those longest away when there are too many', async () => {
    const file = await LearnerFile.load(path, throwIt)
    for (let i = 0; i < 1_000; i++) file.keep(`n${String(i)}`, NOTHING_LEARNED)
    file.keep('n0', passed('one'))
    file.keep('one more', NOTHING_LEARNED)
    expect(file.of('n0')).toEqual(passed('one'))
    expect(file.of('n1')).toBeNull()
    await file.saved()
  })
})
