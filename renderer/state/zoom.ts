/** How large the page is drawn: the steps that browsers have. Pure. */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

/** The next larger step (1), the next smaller one (-1), or the page as it is made (0). */
export function zoomStep(now: number, by: -1 | 0 | 1): number {
  if (by === 0) return 1
  const next = by === 1 ? STEPS.find((step) => step > now) : STEPS.findLast((step) => step < now)
  return next ?? now
}
