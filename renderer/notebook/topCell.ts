/** Which cell of the scrolled notebook is at the top. */

/** The first cell that reaches below this line, in CSS px from the scroller's upper edge. Cells are in their order. */
export function topCell(scroller: HTMLElement, line = 0): HTMLElement | null {
  const cells = scroller.querySelectorAll<HTMLElement>('[data-cell]')
  const edge = scroller.getBoundingClientRect().top + line
  let [from, to] = [0, cells.length]
  // Halved again and again: a thousand cells take ten measures.
  while (from < to) {
    const middle = (from + to) >> 1
    const bottom = cells[middle]?.getBoundingClientRect().bottom ?? Infinity
    if (bottom > edge) to = middle
    else from = middle + 1
  }
  return cells[from] ?? null
}
