/** A cell's outputs as blocks of the page: neighbouring text is one block, and what was left out is said in its place. */
import type { Omitted, OutputItem, Outputs } from '../state/outputs'
import { isOmitting } from '../state/outputs'
import type { TextBlockProps, TextItem } from './TextBlock'

export type Block =
  | { readonly kind: 'text'; readonly key: string; readonly items: TextItem[]; gap: TextBlockProps['gap'] }
  | (Exclude<OutputItem, TextItem> & { readonly key: number })
  | { readonly kind: 'gap'; readonly key: string; readonly omitted: Omitted }

export function blocksOf(outputs: Outputs): Block[] {
  const blocks: Block[] = []
  const tail = [...outputs.older.items, ...outputs.newer.items]
  for (const item of outputs.head.items) addItem(blocks, item)
  const last = blocks.at(-1)
  const next = tail[0]
  // Text that goes on after the gap goes on in the same box.
  if (isOmitting(outputs) && last?.kind === 'text' && next?.kind === 'text')
    last.gap = { before: next.key, omitted: outputs.omitted }
  else if (isOmitting(outputs)) blocks.push({ kind: 'gap', key: 'gap', omitted: outputs.omitted })
  for (const item of tail) addItem(blocks, item)
  return blocks
}

function addItem(blocks: Block[], item: OutputItem): void {
  if (item.kind !== 'text') {
    blocks.push(item)
    return
  }
  const last = blocks.at(-1)
  if (last?.kind === 'text') last.items.push(item)
  else blocks.push({ kind: 'text', key: `text ${item.key}`, items: [item], gap: null })
}
