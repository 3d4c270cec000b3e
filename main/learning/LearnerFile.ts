/**
 * What the learner has done, of all notebooks, in one file of the app's own: no notebook holds any of it. A notebook goes by a
 * name that `Course` gives it. There is one app per file (Electron's single-instance lock), so that nobody else writes it.
 */
import { Buffer } from 'node:buffer'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isObject } from '../../common/json'
import { jsonOfLearned, learnedIn, type Learned } from '../../common/teaching/learned'
import { codeOf, replaceFile } from '../files/atomicWrite'

/** Of more notebooks nothing is kept: those go whose learner was away longest. */
const MOST_NOTEBOOKS = 1_000

export class LearnerFile {
  /** Whoever learned last comes last. */
  private readonly notebooks = new Map<string, Learned>()
  private saving: Promise<unknown> = Promise.resolve()
  private isWaiting = false

  private constructor(
    private readonly path: string,
    private readonly onProblem: (problem: unknown) => void
  ) {}

  /** A missing file: nothing was learned yet. One that cannot be understood is put aside, told, and begun anew. */
  static async load(path: string, onProblem: (problem: unknown) => void): Promise<LearnerFile> {
    const file = new LearnerFile(path, onProblem)
    try {
      const json: unknown = JSON.parse(await readFile(path, 'utf8'))
      if (!isObject(json) || !isObject(json['notebooks']))
        throw new Error(`${path} is no list of what was learned`)
      for (const [name, learned] of Object.entries(json['notebooks']))
        file.notebooks.set(name, learnedIn(learned))
    } catch (problem) {
      if (codeOf(problem) === 'ENOENT') return file
      onProblem(problem)
      await rename(path, `${path}.damaged`).catch(onProblem)
    }
    return file
  }

  /** Null: the learner has never had it open. */
  of(notebook: string): Learned | null {
    return this.notebooks.get(notebook) ?? null
  }

  /** Takes effect at once; is written soon. A write that fails is told and changes nothing else. */
  keep(notebook: string, learned: Learned): void {
    this.notebooks.delete(notebook)
    this.notebooks.set(notebook, learned)
    for (const oldest of this.notebooks.keys()) {
      if (this.notebooks.size <= MOST_NOTEBOOKS) break
      this.notebooks.delete(oldest)
    }
    this.write()
  }

  forget(notebook: string): void {
    if (this.notebooks.delete(notebook)) this.write()
  }

  /** Once everything asked for is on disk. */
  async saved(): Promise<void> {
    await this.saving
  }

  /** One that waits for its turn takes along what comes meanwhile. */
  private write(): void {
    if (this.isWaiting) return
    this.isWaiting = true
    this.saving = this.saving.then(() => this.writeNow()).catch(this.onProblem)
  }

  private async writeNow(): Promise<void> {
    this.isWaiting = false
    const notebooks = Object.fromEntries(
      [...this.notebooks].map(([name, learned]) => [name, jsonOfLearned(learned)])
    )
    const bytes = Buffer.from(`${JSON.stringify({ notebooks }, undefined, 1)}\n`)
    await mkdir(dirname(this.path), { recursive: true })
    await replaceFile(this.path, bytes, () => Promise.resolve(true))
  }
}
