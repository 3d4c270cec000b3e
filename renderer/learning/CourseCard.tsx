/** On the page without a notebook: the way to the course, and how far one is in it. */
import { useEffect } from 'react'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useApp, useIntents } from '../state/app'
import { isDone, nextChapter } from '../state/learning'

export function CourseCard() {
  const words = useText().learning.course
  const intents = useIntents()
  const course = useApp((state) => state.course)
  const language = useApp((state) => state.settings.language)
  // Again in another language.
  useEffect(() => void intents.loadCourse(), [intents, language])
  if (course?.ok !== true || course.value.length === 0) return null
  const chapters = course.value
  const next = nextChapter(chapters)
  const isBegun = chapters.some((chapter) => chapter.isBegun)
  return (
    <section aria-labelledby="welcome-course">
      <h2 id="welcome-course">{words.title}</h2>
      <button className="example" onClick={() => intents.show({ kind: 'course' })}>
        <span className="example-title">{words.card(chapters.length)}</span>
        <span className="example-about">
          {isBegun ? words.progress(chapters.filter(isDone).length, chapters.length) : words.cardAbout}
        </span>
      </button>
      {next !== null && isBegun && (
        <button className="choice" onClick={() => void intents.openChapter(next.name, false)}>
          <Icon name="run" />
          <span>{words.goOn(next.title)}</span>
        </button>
      )}
    </section>
  )
}
