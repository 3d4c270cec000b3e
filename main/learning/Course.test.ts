import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { NOTHING_LEARNED, withPassed } from '../../common/teaching/learned'
import { Course } from './Course'
import { LearnerFile } from './LearnerFile'

let folder: string
let documents: string
let course: Course
let learner: LearnerFile
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-course-'))
  documents = join(folder, 'Documents')
  for (const [language, title] of Object.entries({ en: 'Threads', zh: '线程' })) {
    await mkdir(join(folder, 'course', language), { recursive: true })
    for (const name of ['02-gil', '01-threads'])
      await writeFile(join(folder, 'course', language, `${name}.ipynb`), notebook(title))
  }
  await writeFile(join(folder, 'course', 'index.json'), JSON.stringify(['01-threads', '02-gil'].map(entry)))
  learner = await LearnerFile.load(join(folder, 'learner.json'), throwIt)
  course = new Course(join(folder, 'course'), () => documents, learner)
})
afterEach(async () => {
  await learner.saved()
  await rm(folder, { recursive: true })
})

const throwIt = (problem: unknown): void => {
  throw problem
}
const entry = (name: string) => ({
  ...{ name, title: { en: 'Threads', zh: '线程' }, about: { en: 'Who runs', zh: '谁在运行' } }
})
const notebook = (title: string): string =>
  JSON.stringify({
    cells: [
      { cell_type: 'markdown', id: 'title', metadata: {}, source: `# ${title}` },
      ...['one', 'two'].map((id) => ({
        ...{ cell_type: 'code', id, metadata: { tags: ['check'] }, source: 'assert True' },
        ...{ outputs: [], execution_count: null }
      }))
    ],
    ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 }
  })
async function chapters(language: 'en' | 'zh' = 'en') {
  const answer = await course.chapters(language)
  if (!answer.ok) throw new Error(answer.problem.message)
  return answer.value
}
async function copied(afresh = false, language: 'en' | 'zh' = 'en'): Promise<string> {
  const answer = await course.copy('01-threads', language, afresh)
  if (!answer.ok) throw new Error(answer.problem.message)
  return answer.value
}
const passed = withPassed(NOTHING_LEARNED, 'one' as CellId)

describe('the course', () => {
  it('has its chapters in their order, in the language asked for', async () => {
    expect(await chapters()).toMatchObject([
      { name: '01-threads', title: 'Threads', about: 'Who runs', isBegun: false, copy: null },
      { name: '02-gil', checks: { done: 0, of: 2 } }
    ])
    expect((await chapters('zh'))[0]).toMatchObject({ name: '01-threads', title: '线程' })
  })

  it('says so where it is not there', async () => {
    const none = new Course(join(folder, 'none'), () => documents, await LearnerFile.load('/none/x', throwIt))
    expect(await none.chapters('en')).toMatchObject({ ok: false, problem: { code: 'cannot-read' } })
    expect(await none.copy('01-threads', 'en', false)).toMatchObject({ ok: false })
    await writeFile(join(folder, 'course', 'index.json'), '{"a": 1}')
    expect(await course.chapters('en')).toMatchObject({ ok: false, problem: { code: 'cannot-read' } })
  })
})

describe('the learner’s copy of a chapter', () => {
  it('is made once, can be written where the course cannot, and is never overwritten', async () => {
    await chmod(join(folder, 'course', 'en', '01-threads.ipynb'), 0o444)
    const copy = await copied()
    expect(copy).toBe(join(documents, 'Gilscope course', '01-threads.ipynb'))
    expect(await readFile(copy, 'utf8')).toBe(notebook('Threads'))
    await writeFile(copy, 'mine')
    expect(await copied()).toBe(copy)
    expect(await readFile(copy, 'utf8')).toBe('mine')
    expect((await chapters()).map((chapter) => chapter.copy)).toEqual([copy, null])
    expect(await copied(false, 'zh')).toBe(join(documents, 'Gilscope 课程', '01-threads.ipynb'))
  })

  it('made afresh leaves the one before under another name, and forgets what was learned in it', async () => {
    const copy = await copied()
    for (const text of ['first', 'second']) {
      await writeFile(copy, text)
      await course.learned(copy, passed)
      expect(await copied(true)).toBe(copy)
      expect(await readFile(copy, 'utf8')).toBe(notebook('Threads'))
      expect((await chapters())[0]).toMatchObject({ isBegun: false, checks: { done: 0, of: 2 } })
    }
    expect((await readdir(join(documents, 'Gilscope course'))).sort()).toEqual([
      ...['01-threads (before 2).ipynb', '01-threads (before).ipynb', '01-threads.ipynb']
    ])
    expect(await readFile(copy.replace('.ipynb', ' (before 2).ipynb'), 'utf8')).toBe('second')
  })

  it('says where it cannot be made', async () => {
    await writeFile(documents, 'a file')
    const answer = await course.copy('01-threads', 'en', false)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'cannot-write' } })
    expect(!answer.ok && answer.problem.detail).toContain(join('Gilscope course', '01-threads.ipynb'))
  })
})

describe('a link to a notebook', () => {
  it('leads from chapter to chapter, whose copy is made for it', async () => {
    const first = await copied(false, 'zh')
    const second = join(documents, 'Gilscope 课程', '02-gil.ipynb')
    expect(await course.beside(first, '02-gil.ipynb')).toEqual({ ok: true, value: second })
    expect(await readFile(second, 'utf8')).toBe(notebook('线程'))
  })

  it('leads to the file beside any other notebook', async () => {
    const beside = await course.beside(join(folder, 'mine.ipynb'), '02-gil.ipynb')
    expect(beside).toEqual({ ok: true, value: join(folder, '02-gil.ipynb') })
    const note = await course.beside(await copied(), 'my notes.ipynb')
    expect(note).toEqual({ ok: true, value: join(documents, 'Gilscope course', 'my notes.ipynb') })
  })
})

describe('what was learned', () => {
  it('counts for the chapter in every language, whichever path leads to the copy', async () => {
    const copy = await copied()
    expect(await course.learnedIn(copy)).toBeNull()
    await course.opened(copy)
    expect(await chapters('zh')).toMatchObject([{ isBegun: true }, { isBegun: false }])
    await symlink(documents, join(folder, 'link'))
    await course.learned(join(folder, 'link', 'Gilscope course', '01-threads.ipynb'), passed)
    for (const language of ['en', 'zh'] as const)
      expect(await chapters(language)).toMatchObject([
        { isBegun: true, checks: { done: 1, of: 2 } },
        { isBegun: false, checks: { done: 0, of: 2 } }
      ])
    const zh = await copied(false, 'zh')
    await course.opened(zh)
    expect(await course.learnedIn(zh)).toEqual(passed)
  })

  it('in any other notebook is kept by its path', async () => {
    const path = join(folder, '01-threads.ipynb')
    await writeFile(path, notebook('Mine'))
    await course.opened(path)
    expect(await course.learnedIn(path)).toBeNull()
    await course.learned(path, passed)
    expect(await course.learnedIn(path)).toEqual(passed)
    expect((await chapters())[0]).toMatchObject({ isBegun: false, checks: { done: 0, of: 2 } })
  })
})
