/** Parts of rendered Markdown that come a moment after the rest: formulas, colours, pictures. Paper waits for them. */
const awaited = new Set<Promise<unknown>>()

/** Something is drawn once this is done. */
export function comesLate(work: Promise<unknown>): void {
  awaited.add(work)
  void work.finally(() => awaited.delete(work))
}

/** Waits until all of it is drawn, in its fonts. */
export async function allDrawn(): Promise<void> {
  while (awaited.size > 0) await Promise.allSettled(awaited)
  // Fonts are asked for when the text that needs them is laid out.
  document.body.getBoundingClientRect()
  await document.fonts.ready
}
