/** What a learner can do: answer, unfold, compare, and open chapters of the course. */
import type { CellId } from '../../../common/brands'
import { withAnswer } from '../../../common/teaching/learned'
import { predictionOf } from '../../../common/teaching/prediction'
import { select } from '../choice'
import type { FileIntents } from './fileIntents'
import type { World } from './intents'
import { withDraft, withUncovered } from '../learning'
import { mustHave } from '../notebook'
import { edited, type OpenNotebook } from '../open'
import { allOpen } from '../tabs'
import { timelineChanged } from '../timelines'

export function learningIntents(
  { store, host }: World,
  files: Pick<FileIntents, 'openTab' | 'closeNotebook'>
) {
  function change(next: (open: OpenNotebook) => OpenNotebook): void {
    store.setState(({ open }) => (open === null ? {} : { open: next(open) }))
  }

  async function loadCourse(): Promise<void> {
    store.setState({ course: await host.call('course:chapters') })
  }

  return {
    /** Answers the question of a cell; again in place of an earlier answer. */
    predict: (cell: CellId, value: number): void =>
      change((open) => {
        const prediction = predictionOf(mustHave(open.notebook, cell))
        if (prediction === null) return open
        return withDraft({ ...open, learned: withAnswer(open.learned, cell, prediction, value) }, cell, null)
      }),

    /** Keeps what is written as an answer until it is given; null gives it up. */
    draftAnswer: (cell: CellId, draft: string | null): void => change((open) => withDraft(open, cell, draft)),

    /** Unfolds a solution, or shows kept runs before they were predicted; or hides them again. */
    uncover: (cell: CellId, isUncovered: boolean): void =>
      change((open) => withUncovered(open, cell, isUncovered)),

    /** Goes to a cell and opens its timeline. */
    showTimeline(cell: CellId): void {
      change((open) => ({
        ...edited(open, select(open.notebook, cell, 'command')),
        timelines: timelineChanged(open.timelines, cell, { isOpen: true }),
        uncovered: withUncovered(open, cell, true).uncovered
      }))
      store.setState({ reveal: { cell, whole: true } })
    },

    /** Reads what the course has, and how far the learner is in it. */
    loadCourse,

    /** The learner's copy of a chapter; afresh: a new one, after the one that is open was closed. */
    async openChapter(name: string, afresh: boolean): Promise<void> {
      const { course } = store.getState()
      const copy = course?.ok === true ? course.value.find((chapter) => chapter.name === name)?.copy : null
      store.setState({ dialog: null })
      if (afresh) {
        const shown = allOpen(store.getState()).find(({ path }) => path !== null && path === copy)
        if (shown !== undefined && !(await files.closeNotebook(shown.id))) return
      }
      await files.openTab(() => host.call('course:open', name, afresh))
    }
  }
}
