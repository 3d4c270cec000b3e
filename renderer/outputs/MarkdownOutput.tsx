/** A value that shows itself as Markdown, drawn as a Markdown cell is. */
import { MarkdownView } from '../markdown/MarkdownView'
import type { DrawerProps } from './outputTypes'

export function MarkdownOutput({ data }: DrawerProps) {
  return <MarkdownView source={String(data)} />
}
