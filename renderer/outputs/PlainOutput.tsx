/** A value as text, with its colours; long ones scroll and open like printed text. */
import { useMemo } from 'react'
import { appended, NO_TEXT } from '../state/outputText'
import type { DrawerProps } from './outputTypes'
import { TextBlock, type TextItem } from './TextBlock'

export function PlainOutput({ data }: DrawerProps) {
  const items = useMemo<TextItem[]>(
    () => [
      { kind: 'text', key: 0, text: appended(NO_TEXT, { name: 'stdout', text: String(data), author: 0 }) }
    ],
    [data]
  )
  // A new value is a new text, not more of the old one.
  return <TextBlock key={String(data)} items={items} gap={null} running={false} />
}
