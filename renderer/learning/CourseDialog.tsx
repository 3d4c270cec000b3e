/** The course: its chapters in their order, and how far the learner is in each. */
import { useEffect } from 'react'
import type { Chapter, Done } from '../../common/teaching/chapter'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { Icon } from '../shell/icons'
import { Modal } from '../shell/Modal'
import { useApp, useIntents } from '../state/app'
import { isDone } from '../state/learning'
import './course.css'

export function CourseDialog() {
  const { learning, dialogs } = useText()
  const words = learning.course
  const intents = useIntents()
  const course = useApp((state) => state.course)
  useEffect(() => void intents.loadCourse(), [intents])
  return (
    <Modal title={words.title} className="course">
      <p className="quiet">{words.about}</p>
      {course?.ok === false && (
        <p role="alert">{words.missing(course.problem.detail ?? course.problem.message)}</p>
      )}
      <ol className="chapters" aria-label={words.chapters} aria-busy={course === null}>
        {course?.ok === true &&
          course.value.map((chapter, i) => <ChapterRow key={chapter.name} {...{ chapter }} number={i + 1} />)}
      </ol>
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show(null)}>
          {dialogs.close}
        </button>
      </div>
    </Modal>
  )
}

interface ChapterRowProps {
  readonly chapter: Chapter
  /** Counted from 1. */
  readonly number: number
}

function ChapterRow({ chapter, number }: ChapterRowProps) {
  const words = useText().learning.course
  const intents = useIntents()
  const { name, title, about, isBegun, questions, checks, copy } = chapter
  return (
    <li className={`chapter${isBegun ? ' begun' : ''}`}>
      <button type="button" className="chapter-open" onClick={() => void intents.openChapter(name, false)}>
        <span className="chapter-number">{isDone(chapter) ? <Icon name="check" /> : number}</span>
        <span className="chapter-words">
          <span className="chapter-title">{title}</span>
          <span className="chapter-about">{about}</span>
        </span>
        <span className="chapter-progress">
          {isBegun ? (
            <>
              <Progress words={words.questions} done={questions} />
              <Progress words={words.checks} done={checks} />
            </>
          ) : (
            <span>{words.notBegun}</span>
          )}
        </span>
      </button>
      {copy !== null && (
        <IconButton
          {...{ icon: 'restart', name: words.afreshOf(title), className: 'chapter-afresh' }}
          onClick={() => intents.show({ kind: 'afresh', chapter })}
        />
      )}
    </li>
  )
}

function Progress({ words, done }: { readonly words: (done: Done) => string; readonly done: Done }) {
  if (done.of === 0) return null
  return <span className={done.done === done.of ? 'all-done' : undefined}>{words(done)}</span>
}

/** Asks whether a chapter is to begin anew; the copy that is there stays. */
export function AfreshDialog({ chapter }: { readonly chapter: Chapter }) {
  const { learning, dialogs } = useText()
  const words = learning.course
  const intents = useIntents()
  return (
    <Modal title={words.afresh(chapter.title)}>
      <p>{words.afreshMeans}</p>
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show({ kind: 'course' })}>
          {dialogs.cancel}
        </button>
        <button className="button main" onClick={() => void intents.openChapter(chapter.name, true)}>
          {words.startAfresh}
        </button>
      </div>
    </Modal>
  )
}
