/** Above a timeline with many tasks: a button that gives each of them a lane, and takes the many away again. */
import { foldedTasks } from '../../common/trace/draw/taskRows'
import type { Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'

export interface UnfoldTasksProps {
  readonly trace: Trace
  readonly areTasksOpen: boolean
  readonly onChange: (areTasksOpen: boolean) => void
}

export function UnfoldTasks({ trace, areTasksOpen, onChange }: UnfoldTasksProps) {
  const { tasks } = useText().scope
  const folded = foldedTasks(trace)
  if (folded === 0) return null
  return (
    <button
      type="button"
      className="timeline-tool"
      aria-expanded={areTasksOpen}
      onClick={() => onChange(!areTasksOpen)}
    >
      {areTasksOpen ? tasks.fold : tasks.unfold(folded)}
    </button>
  )
}
