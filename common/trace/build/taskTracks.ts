/**
 * The tasks of one run, from what the kernel tells of them a few times a second.
 *
 *     told      created      step ends, awaits A     step ends, awaits B     ended
 *     lane      |   ready    |▓▓ running ▓▓|   A   |▓▓▓|        B        |▓▓▓|
 *
 * A row's time of running is the difference of totals. Where it is less than from the row's begin to its end, several
 * steps are told together: then they are drawn first, and what is left as waiting.
 */
import type { TaskSteps, ToldTask } from '../../taskSteps'
import { StepColumns } from '../columns'
import type { NowTask } from '../now'
import type { Awaited, AwaitKind, Hold, TasksTrace, TaskTrace } from '../taskTrace'
import { AWAIT_KINDS, NO_TASKS, READY, RUNNING, taskLabel } from '../taskTrace'
import { FIRST_STEP, thinSteps } from './thin'
import type { Line, Us } from '../trace'

/** Spans of all tasks; each takes 12 bytes. Beyond, the order within old steps is given up. */
const MOST_SPANS = 200_000
/** Detail of the last moments stays. In µs. */
const KEEP_DETAIL = 5_000_000
const MOST_HOLDS = 1_000
const NUMBERS = 6

interface Lane {
  readonly about: ToldTask
  readonly place: number
  spans: StepColumns
  /** What it awaits since its last span. */
  awaits: number
  /** Totals of the last row; null before the first. */
  ran: number | null
  /** Steps before the run, and now. */
  readonly before: { steps: number | null }
  steps: number
  state: TaskTrace['state']
}

export class TaskTracks {
  private readonly lanes = new Map<number, Lane>()
  private awaited: Awaited[] = []
  private readonly places: Line[] = []
  private readonly holds: Hold[] = []
  /** Tasks in a step when the kernel told last. */
  private running: ReadonlySet<number> = new Set()
  private told = NO_TASKS
  private thinnedBefore = 0
  private thinnedStep = 0

  /** `base`: about when the run began, on the steady clock, in µs. */
  constructor(private readonly base: number) {}

  take(steps: TaskSteps): void {
    const since = steps.since - this.base
    for (const task of steps.tasks) this.open(task, since)
    for (const { kind, what, detail } of steps.awaited)
      this.awaited.push({ kind: isKind(kind) ? kind : 'other', what, detail })
    for (let i = 0; i + NUMBERS <= steps.steps.length; i += NUMBERS) this.step(steps.steps, i, since)
    for (const { task, at, state, steps: total } of steps.ends) {
      const lane = this.lanes.get(task)
      if (lane === undefined) continue
      lane.state = state
      if (state === 'lost') lane.spans.push(since + at, lane.awaits)
      else lane.steps = Math.max(lane.steps, total)
    }
    for (const { task, what, begin, end, others } of steps.holds)
      if (this.holds.length < MOST_HOLDS)
        this.holds.push({ task: task ?? -1, what: what ?? '', from: since + begin, to: since + end, others })
    this.running = new Set(steps.running)
    const { merged, unlisted, cost } = this.told
    this.told = {
      ...this.told,
      merged: merged + steps.merged,
      unlisted: unlisted + steps.unlisted,
      cost: (cost + steps.cost_us) as Us
    }
    this.stayBounded(since + steps.sent)
  }

  /** The tasks of the run that began at `began` on the steady clock (µs) and has lasted for `duration`. */
  trace(began: number, { duration }: { readonly duration: number }): TasksTrace {
    const shift = Math.round(began - this.base)
    const within = (at: number): number => Math.min(Math.max(0, Math.round(at - shift)), duration)
    const shown: { readonly lane: Lane; readonly edges: Float64Array; readonly key: Int32Array }[] = []
    for (const lane of this.lanes.values()) {
      const { edges, value } = lane.spans.view()
      const cut = new StepColumns(within(edges[0] ?? 0))
      value.forEach((key, i) => cut.push(within(edges[i + 1] ?? 0), key))
      if (lane.state === 'pending') cut.push(duration, lane.awaits)
      const view = cut.view()
      // A task that ended before the run is none of its tasks.
      if (lane.state === 'pending' || lane.spans.to - shift > 0)
        shown.push({ lane, edges: view.edges, key: view.value })
    }
    // Parents first: a task that is older has a lower number.
    shown.sort((a, b) => a.lane.about.task - b.lane.about.task)
    const index = new Map(shown.map(({ lane }, i) => [lane.about.task, i]))
    return {
      ...this.told,
      cost: Math.round(this.told.cost) as Us,
      tasks: shown.map(({ lane, edges, key }, i) => {
        const { name, coroutine, parent, thread, run } = lane.about
        const above = index.get(parent ?? -1) ?? -1
        return {
          ...{ name, coroutine, parent: above < i ? above : -1, tid: thread, startedBy: run },
          ...{
            place: lane.place,
            state: lane.state,
            steps: lane.steps - (lane.before.steps ?? 0),
            edges,
            key
          }
        }
      }),
      awaited: [...this.awaited],
      places: [...this.places],
      holds: this.holds.map((hold) => ({
        ...hold,
        task: index.get(hold.task) ?? -1,
        from: within(hold.from),
        to: within(hold.to)
      })),
      thinnedBefore: within(this.thinnedBefore) as Us,
      thinnedStep: this.thinnedStep as Us
    }
  }

  /** The tasks that have not ended, and what each does, the oldest first. */
  alive(): NowTask[] {
    return [...this.lanes.values()]
      .filter(({ state }) => state === 'pending')
      .sort((a, b) => a.about.task - b.about.task)
      .map(({ about, place, awaits }): NowTask => {
        const { task, coroutine, thread, run, parent } = about
        const above = parent === undefined ? undefined : this.lanes.get(parent)
        return {
          ...{ task, name: taskLabel(about), coroutine, tid: thread, startedBy: run },
          madeBy: above === undefined ? null : taskLabel(above.about),
          line: this.places[place]?.line ?? null,
          does: this.running.has(task) ? 'running' : (this.awaited[awaits] ?? 'ready')
        }
      })
  }

  private open(task: ToldTask, since: number): void {
    const created = since + task.created
    const place = task.file === undefined || task.line === undefined ? -1 : this.placeOf(task.file, task.line)
    this.lanes.set(task.task, {
      ...{ about: task, place, spans: new StepColumns(Math.max(0, created)), awaits: READY },
      ...{
        ran: created < 0 ? null : 0,
        before: { steps: created < 0 ? null : 0 },
        steps: 0,
        state: 'pending'
      }
    })
  }

  private step(numbers: readonly number[], i: number, since: number): void {
    const lane = this.lanes.get(numbers[i] ?? 0)
    if (lane === undefined) return
    const [begin, end] = [since + (numbers[i + 1] ?? 0), since + (numbers[i + 2] ?? 0)]
    const [waits, total, steps] = [numbers[i + 3] ?? READY, numbers[i + 4] ?? 0, numbers[i + 5] ?? 0]
    const { spans } = lane
    // The first row of an older task says where it stands: the time before it is of earlier runs.
    if (lane.before.steps === null) {
      lane.before.steps = begin === end ? steps : steps - 1
      lane.awaits = waits
    }
    const ran = Math.min(total - (lane.ran ?? total - (end - begin)), end - begin)
    spans.push(begin, lane.awaits)
    spans.push(Math.max(begin, spans.to) + Math.max(0, ran), RUNNING)
    spans.push(end, waits < 0 ? READY : waits)
    lane.awaits = waits < 0 ? READY : waits
    lane.ran = total
    lane.steps = steps
  }

  private placeOf(file: string, line: number): number {
    const known = this.places.findIndex((place) => place.file === file && place.line === line)
    return known >= 0 ? known : this.places.push({ file, line }) - 1
  }

  private stayBounded(now: number): void {
    const count = (): number => [...this.lanes.values()].reduce((sum, { spans }) => sum + spans.count, 0)
    if (count() <= MOST_SPANS) return
    this.thinnedStep ||= FIRST_STEP
    for (let keep = KEEP_DETAIL; count() > MOST_SPANS * 0.7 && this.thinnedStep <= 2 * now; keep /= 2) {
      const before = Math.max(0, Math.floor((now - keep) / this.thinnedStep) * this.thinnedStep)
      this.thinnedBefore = Math.max(before, this.thinnedBefore)
      for (const lane of this.lanes.values())
        lane.spans = thinSteps(lane.spans.view(), this.thinnedBefore, this.thinnedStep)
      if (count() > MOST_SPANS * 0.7) this.thinnedStep *= 2
    }
  }
}

function isKind(kind: string): kind is AwaitKind {
  return (AWAIT_KINDS as readonly string[]).includes(kind)
}
