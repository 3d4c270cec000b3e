/** The colour of each author of a cell: that of its thread in the timeline, where the scope has seen it. Pure. */
import { threadInk } from '../../common/trace/draw/rows'
import type { Trace } from '../../common/trace/trace'
import type { Authors } from '../state/authors'

/**
 * Inks by the author's number. The kernel's main thread is the first that the scope meets; a child's lines have the
 * colour of its main thread, whose id is the child's own.
 */
export function inksOf({ list }: Authors, trace: Trace | undefined): string[] {
  const tids = trace?.threads.map((thread) => thread.tid) ?? []
  return list.map(({ author }, number) => {
    const lane = author === null ? 0 : tids.indexOf(author.tid ?? author.pid)
    return threadInk(lane >= 0 ? lane : number + 1)
  })
}
