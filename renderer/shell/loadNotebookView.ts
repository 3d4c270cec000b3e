/** Fetches the code of the notebook page; the second call answers with what the first one fetched. */
import type { ComponentType } from 'react'

export async function loadNotebookView(): Promise<{ default: ComponentType }> {
  const { NotebookView } = await import('../notebook/NotebookView')
  return { default: NotebookView }
}
