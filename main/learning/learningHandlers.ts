/** Answers the page's calls about the course and what was learned. */
import type { Language } from '../../common/ipc'
import type { TrustedOrigin } from '../ipc'
import { handle } from '../ipc'
import type { NotebookKernel, OpenNotebooks } from '../openNotebooks'
import type { Course } from './Course'

interface LearningHandlers {
  readonly isTrusted: TrustedOrigin
  readonly notebooks: OpenNotebooks<NotebookKernel>
  readonly course: Course
  readonly language: () => Language
}

export function handleLearning({ isTrusted, notebooks, course, language }: LearningHandlers): void {
  handle('course:chapters', isTrusted, () => course.chapters(language()))
  handle('learning:keep', isTrusted, async (_caller, id, learned) => {
    const { path } = notebooks.copyOf(id)
    if (path !== null) await course.learned(path, learned)
  })
}
