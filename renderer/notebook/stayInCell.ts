/** What has the focus is about to go: whoever used it stays in its cell, whose keys then work on. */
export function stayInCell(used: Element | null): void {
  used?.closest<HTMLElement>('[data-cell]')?.focus({ preventScroll: true })
}
