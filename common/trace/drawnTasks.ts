/**
 * Tasks drawn as text, for tests and for the pages of the patterns: one line per task, one letter per interval; a task
 * that is indented was made by the one above.
 *
 *     main       RgggggggR.
 *       first     RssssR.
 *       second    rRllllR!
 *
 * R runs, H runs while it keeps others from running, r waits for its turn, s sleeps, l waits for a lock, q for a queue,
 * g for other tasks (gather), i for a socket, t for a thread. At the end `.` is done, `!` failed, `x` cancelled; without
 * any of them it goes on.
 */
import type { RunId } from '../brands'
import { StepColumns } from './columns'
import type { Awaited, Hold, TasksTrace, TaskTrace } from './taskTrace'
import { NO_TASKS, READY, RUNNING } from './taskTrace'

const AWAITED: Record<string, Awaited> = {
  s: { kind: 'sleep', what: 'sleep', detail: 0.5 },
  l: { kind: 'lock', what: 'Lock', detail: null },
  q: { kind: 'queue', what: 'Queue.get', detail: null },
  g: { kind: 'tasks', what: 'gather', detail: 3 },
  i: { kind: 'io', what: 'socket read', detail: null },
  t: { kind: 'thread', what: 'to_thread', detail: 'work' }
}
const LETTERS = Object.keys(AWAITED)
const ENDS: Record<string, TaskTrace['state']> = { '.': 'done', '!': 'failed', x: 'cancelled' }
/** A task at the end of the line before it was made has not lasted. */
const LINE = /^( *)(\S+)( +)(.*)$/

/** @param letter how long one lasts, in ms; @param tid the thread that the loop runs in. */
export function drawnTasks(text: string, letter = 4, tid = 100): TasksTrace {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const column = Math.min(...lines.map((line) => LINE.exec(line)?.slice(1, 4).join('').length ?? line.length))
  const margin = Math.min(...lines.map((line) => line.search(/\S/)))
  const above: { readonly indent: number; readonly task: number }[] = []
  const holds: Hold[] = []
  const tasks = lines.map((line, task): TaskTrace => {
    const indent = line.search(/\S/) - margin
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop()
    const parent = above.at(-1)?.task ?? -1
    above.push({ indent, task })
    const letters = line.slice(column).trimEnd()
    const born = letters.search(/\S/)
    const at = (i: number): number => i * letter * 1000
    const spans = new StepColumns(at(born))
    let [steps, before] = [0, '']
    for (let i = born; i < letters.length; i++) {
      const sign = letters[i] ?? ''
      if (sign in ENDS) break
      const runs = sign === 'R' || sign === 'H'
      spans.push(at(i + 1), runs ? RUNNING : sign === 'r' ? READY : LETTERS.indexOf(sign))
      if (runs && before !== sign) steps++
      if (sign === 'H' && before === 'H') holds.push({ ...(holds.pop() as Hold), to: at(i + 1) })
      else if (sign === 'H') holds.push({ task, what: '', from: at(i), to: at(i + 1), others: 2 })
      before = sign
    }
    const { edges, value } = spans.view()
    const name = line.trim().split(' ')[0] ?? ''
    return {
      ...{
        name,
        coroutine: name,
        parent,
        tid,
        startedBy: 'run' as RunId,
        place: 0,
        steps,
        edges,
        key: value
      },
      state: ENDS[letters.at(-1) ?? ''] ?? 'pending'
    }
  })
  return {
    ...NO_TASKS,
    ...{ tasks, holds, awaited: Object.values(AWAITED), places: [{ file: 'Cell In[1]', line: 4 }] }
  }
}
