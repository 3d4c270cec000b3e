/**
 * The script of exported pages (`common/export/htmlPage.ts`), the only one that runs there: it puts a live timeline, the
 * app's own, in the place of each still one once that comes near. It reads data beside the pictures and writes text; it
 * fetches nothing. What goes wrong with one timeline leaves its picture as it is.
 */
import { pictureOfRuns, runsOfData } from '../../common/export/liveTimelines'
import { exportWords } from '../../common/export/words'
import type { Language } from '../../common/ipc'
import { traceWords } from '../../common/trace/words'
import { LiveTimeline } from './LiveTimeline'

/** How near the window, so that it is there before it is seen. */
const NEAR = '400px'

const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

function makeLive(room: HTMLElement): void {
  const data = room.querySelector(':scope > script')?.textContent ?? ''
  const picture = pictureOfRuns(runsOfData(data), traceWords[language])
  if (picture === null) return
  const { timelineKeys } = traceWords[language].compared
  const about = { label: room.dataset['label'] ?? '', keys: timelineKeys, words: exportWords[language] }
  room.append(new LiveTimeline(picture, about).element)
  room.classList.add('is-live')
}

/** The app's parts look for the theme where the app says it. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const tell = (): void => {
    document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light'
  }
  dark.addEventListener('change', tell)
  tell()
}

followTheme()
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      makeLive(target as HTMLElement)
    }
  },
  { rootMargin: NEAR }
)
for (const room of document.querySelectorAll('figure.monitor > .timeline')) near.observe(room)
