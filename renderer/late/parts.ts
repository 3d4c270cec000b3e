/**
 * The borders of what the page starts with: all that is imported otherwise is in its first script, whose size the build
 * limits (`scripts/build/startSize.mjs`). Each part is asked for by one file, which stays in the first script and knows
 * when there is something to show.
 */
import { late, type Late } from './late'
// Their styles are in the first sheet, some of them in App.tsx: in a later one they would win over those that refine
// them, for paper and for teaching.
import '../compare/compare.css'
import '../doctor/doctor.css'
import '../learning/course.css'
import '../markdown/markdown.css'
import '../patterns/patterns.css'
import '../diff/diff.css'
import '../shell/dialogs.css'
import '../lines/lines.css'
import '../scope/tasks.css'

/** Questions and pages in front of the notebook: the course, the check of the set-up, patterns, metadata and others. */
export const dialogs = late(async () => (await import('../shell/Dialogs')).Dialogs)
export const sidePanel = late(async () => (await import('../panel/SidePanel')).SidePanel)
export const browsePanel = late(async () => (await import('../browse/BrowsePanel')).BrowsePanel)
/** Below a cell that was watched: figures, verdict and timeline of its run. */
export const stripLine = late(async () => (await import('../scope/StripLine')).StripLine)
/** Beside a section that is taught. */
export const teachTimeline = late(async () => (await import('../teach/TeachTimeline')).TeachTimeline)
/** Runs of a cell beside each other: those that are pinned, and those of a trial. */
export const pinnedRuns = late(async () => (await import('../compare/PinnedRuns')).PinnedRuns)
export const trialPanel = late(async () => (await import('../compare/TrialPanel')).TrialPanel)
/** The rules of help, for a cell that ran. */
export const helpNotice = late(async () => (await import('../help/HelpNotice')).HelpNotice)
/** Below a question of a course: the learner's answer, and what was measured. */
export const askedPrediction = late(async () => (await import('../learning/AskedPrediction')).AskedPrediction)
/** What makes HTML of Markdown, and sanitises it. */
export const drawnMarkdown = late(async () => (await import('../markdown/drawnMarkdown')).drawnMarkdown)

/** All that a page may need while it is used. */
export const allParts: readonly Late<unknown>[] = [
  ...[drawnMarkdown, stripLine, dialogs, sidePanel, helpNotice],
  ...[browsePanel, pinnedRuns, trialPanel, teachTimeline, askedPrediction]
]
