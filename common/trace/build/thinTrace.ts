/** A whole trace with less detail. */
import { thinCounter, thinSpans, thinSteps } from './thin'
import type { Counter, Trace, Us } from '../trace'

/** The same trace with the order within each `step` (µs) given up; sums over whole steps stay exact. */
export function thinTrace(trace: Trace, step: number): Trace {
  const end = trace.duration
  const counter = (full: Counter): Counter => thinCounter(full, step).view()
  return {
    ...trace,
    thinnedBefore: end,
    thinnedStep: step as Us,
    machineBusy: counter(trace.machineBusy),
    processes: trace.processes.map((process) => ({
      ...process,
      cpu: counter(process.cpu),
      unmetChildrenCpu: counter(process.unmetChildrenCpu)
    })),
    threads: trace.threads.map((thread) => ({
      ...thread,
      spans: thinSpans(thread.spans, end, step).view(),
      cpu: counter(thread.cpu)
    })),
    gils: trace.gils.map((gil) => {
      const { edges, value } = thinSteps({ edges: gil.edges, value: gil.holder }, end, step).view()
      return { ...gil, edges, holder: value, switches: counter(gil.switches) }
    }),
    tasks: {
      ...trace.tasks,
      thinnedBefore: end,
      thinnedStep: step as Us,
      tasks: trace.tasks.tasks.map((task) => {
        const { edges, value } = thinSteps({ edges: task.edges, value: task.key }, end, step).view()
        return { ...task, edges, key: value }
      })
    }
  }
}
