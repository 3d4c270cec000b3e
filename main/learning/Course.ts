/**
 * The course: its chapters as the app brings them, which are never written to, and the learner's copies of them, which are
 * never overwritten. A chapter has the same name in every language, and so has what the learner did in it.
 */
import { mkdir, readFile, realpath, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Language } from '../../common/ipc'
import { readNotebook } from '../../common/notebookFile'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { chapterIn, chaptersIn, type Chapter } from '../../common/teaching/chapter'
import { NOTHING_LEARNED, type Learned } from '../../common/teaching/learned'
import { replaceFile, targetOf } from '../files/atomicWrite'
import { systemReason } from '../files/fileText'
import type { LearnerFile } from './LearnerFile'

/** What the folders of the learner's copies are called. */
const COPIES: Record<Language, string> = { en: 'Gilscope course', zh: 'Gilscope 课程' }
const ENDING = '.ipynb'

export class Course {
  /**
   * @param folder has the index, and a folder of notebooks for each language
   * @param documents where the folders of copies are made
   */
  constructor(
    private readonly folder: string,
    private readonly documents: () => string,
    private readonly learner: LearnerFile
  ) {}

  async chapters(language: Language): Promise<Result<readonly Chapter[]>> {
    try {
      const entries = chaptersIn(
        JSON.parse(await readFile(join(this.folder, 'index.json'), 'utf8')),
        language
      )
      if (entries === null) return failed('cannot-read', 'The index of the course cannot be understood.')
      const chapters: Chapter[] = []
      for (const entry of entries) {
        const read = readNotebook(await readFile(this.original(entry.name, language), 'utf8'))
        if (!read.ok) return read
        const copy = this.copyOf(entry.name, language)
        const learned = this.learner.of(keyOf(entry.name))
        chapters.push(chapterIn(entry, read.value.notebook, learned, (await exists(copy)) ? copy : null))
      }
      return ok(chapters)
    } catch (error) {
      const reason = systemReason(error)
      return failed('cannot-read', `The course cannot be read: ${reason}.`, reason)
    }
  }

  /**
   * The learner's copy of a chapter, made where there is none.
   * @param afresh the copy that is there is kept under another name, what was learned in it is forgotten
   */
  async copy(name: string, language: Language, afresh: boolean): Promise<Result<string>> {
    const copy = this.copyOf(name, language)
    try {
      const bytes = await readFile(this.original(name, language))
      await mkdir(dirname(copy), { recursive: true })
      if (afresh && (await exists(copy))) await rename(copy, await unusedName(copy))
      if (afresh) this.learner.forget(keyOf(name))
      const isFree = async (): Promise<boolean> => !(await exists(copy))
      // What takes the name in between stays, and is opened.
      if (await isFree()) await replaceFile(await targetOf(copy), bytes, isFree)
      return ok(copy)
    } catch (error) {
      const reason = systemReason(error)
      return failed('cannot-write', `${copy} cannot be made: ${reason}.`, `${copy}: ${reason}`)
    }
  }

  /** What a notebook means by a name beside it: beside a chapter another one, whose copy is made where there is none. */
  async beside(path: string, name: string): Promise<Result<string>> {
    const folder = dirname(await real(path))
    for (const [language, copies] of Object.entries(COPIES) as [Language, string][]) {
      const isCopies = (await real(join(this.documents(), copies))) === folder
      if (isCopies && (await exists(this.original(basename(name, ENDING), language))))
        return this.copy(basename(name, ENDING), language, false)
    }
    return ok(join(dirname(path), name))
  }

  /** What was learned in the notebook of this file; null: nothing yet. */
  async learnedIn(path: string): Promise<Learned | null> {
    return this.learner.of(await this.keyFor(path))
  }

  async learned(path: string, learned: Learned): Promise<void> {
    this.learner.keep(await this.keyFor(path), learned)
  }

  /** The learner has this file open: if it is a chapter it is begun. */
  async opened(path: string): Promise<void> {
    const chapter = await this.chapterAt(path)
    if (chapter !== null && this.learner.of(keyOf(chapter)) === null)
      this.learner.keep(keyOf(chapter), NOTHING_LEARNED)
  }

  /** What the learner's file calls this one: a chapter by its name, any other by its path. */
  private async keyFor(path: string): Promise<string> {
    const chapter = await this.chapterAt(path)
    return chapter === null ? real(path) : keyOf(chapter)
  }

  /** The chapter that a file is the learner's copy of; null: none. */
  private async chapterAt(path: string): Promise<string | null> {
    const [file, ...folders] = await Promise.all([
      real(path),
      ...Object.values(COPIES).map((folder) => real(join(this.documents(), folder)))
    ])
    const isChapter = file.endsWith(ENDING) && folders.includes(dirname(file))
    return isChapter ? basename(file, ENDING) : null
  }

  private original(name: string, language: Language): string {
    return join(this.folder, language, `${basename(name)}${ENDING}`)
  }

  private copyOf(name: string, language: Language): string {
    return join(this.documents(), COPIES[language], `${basename(name)}${ENDING}`)
  }
}

function keyOf(name: string): string {
  return `course/${name}`
}

/** `01-a (before).ipynb`, or with a number where that is taken. */
async function unusedName(path: string): Promise<string> {
  const stem = path.slice(0, -ENDING.length)
  for (let number = 1; ; number++) {
    const name = `${stem} (before${number === 1 ? '' : ` ${String(number)}`})${ENDING}`
    if (!(await exists(name))) return name
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
