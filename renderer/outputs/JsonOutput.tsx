/** JSON as a tree whose branches fold; the deeper and longer ones begin folded. */
import { useState } from 'react'
import type { Json } from '../../common/notebook'
import { useText } from '../i18n/text'
import { childrenOf, clipped, isBranch, MOST_CHILDREN, opensAtFirst, summaryOf } from './jsonTree'
import type { DrawerProps } from './outputTypes'

export function JsonOutput({ data }: DrawerProps) {
  return (
    <div className="json-tree">
      <JsonNode name={null} value={data} depth={0} />
    </div>
  )
}

interface JsonNodeProps {
  readonly name: string | null
  readonly value: Json
  readonly depth: number
}

function JsonNode({ name, value, depth }: JsonNodeProps) {
  const text = useText().outputs
  const [open, setOpen] = useState(() => opensAtFirst(value, depth))
  const [shown, setShown] = useState(MOST_CHILDREN)
  const label = name === null ? null : <span className="json-name">{name}: </span>
  if (!isBranch(value))
    return (
      <div className="json-leaf">
        {label}
        <JsonLeaf value={value} />
      </div>
    )
  const children = childrenOf(value)
  const hidden = children.length - shown
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {label}
        <span className="json-summary">{summaryOf(value)}</span>
        {!open && <span className="json-count">{text.items(children.length)}</span>}
      </summary>
      {open &&
        children
          .slice(0, shown)
          .map(([key, child]) => <JsonNode key={key} name={key} value={child} depth={depth + 1} />)}
      {open && hidden > 0 && (
        <button type="button" className="json-more" onClick={() => setShown(shown + MOST_CHILDREN)}>
          {text.more(Math.min(hidden, MOST_CHILDREN))}
        </button>
      )}
    </details>
  )
}

function JsonLeaf({ value }: { readonly value: Json }) {
  const kind = value === null ? 'null' : typeof value
  return <span className={`json-${kind}`}>{clipped(JSON.stringify(value))}</span>
}
