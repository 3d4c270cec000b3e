/** While cells wait: how many, and opened which, in their order; each can be taken out. */
import { useRef, useState, type KeyboardEvent } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { Popup } from '../shell/Popup'
import { useIntents, useOpen } from '../state/app'
import type { Waiting } from '../state/open'

/** More rows than anybody reads; the rest is counted. */
const MOST_ROWS = 100

export function QueueMenu() {
  const words = useText().running.queue
  const count = useOpen((open) => open.queue.length)
  const [isOpen, setOpen] = useState(false)
  if (count === 0) return null
  return (
    <Popup
      name={words.title}
      className="queue-button"
      panelClassName="queue"
      face={words.waiting(count)}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
    >
      {isOpen && <Queue />}
    </Popup>
  )
}

function Queue() {
  const words = useText().running.queue
  const intents = useIntents()
  const queue = useOpen((open) => open.queue)
  const running = useOpen(({ runs }) => [...runs.values()].find(({ status }) => status === 'running')?.cell)

  function takeOut({ run }: Waiting, row: Element): void {
    // The row goes; the keyboard stays in the list.
    const next = row.nextElementSibling ?? row.previousElementSibling
    next?.querySelector<HTMLElement>('.queue-out')?.focus()
    void intents.unqueue((waiting) => waiting.run === run)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = (event.target as Element).closest('li')
    const waiting = row === null ? undefined : queue.find(({ run }) => run === row.dataset.run)
    if (row === null || waiting === undefined || !/^(Delete|Backspace)$/.test(event.key)) return
    event.preventDefault()
    takeOut(waiting, row)
  }

  return (
    <>
      <h2>{words.title}</h2>
      <ol onKeyDown={onKeyDown}>
        {running !== undefined && (
          <li>
            <span className="queue-place">{words.running}</span>
            <CellLink cell={running} />
          </li>
        )}
        {queue.slice(0, MOST_ROWS).map((waiting, at) => (
          <li key={waiting.run} data-run={waiting.run}>
            <span className="queue-place">{words.place(at + 1)}</span>
            <CellLink cell={waiting.cell} />
            <TakeOut waiting={waiting} onTakeOut={takeOut} />
          </li>
        ))}
      </ol>
      {queue.length > MOST_ROWS && <p className="quiet">{words.more(queue.length - MOST_ROWS)}</p>}
      <div className="queue-foot">
        <span className="quiet">{words.keys}</span>
        <button type="button" className="button" onClick={() => void intents.unqueue(() => true)}>
          {words.clear}
        </button>
      </div>
    </>
  )
}

interface TakeOutProps {
  readonly waiting: Waiting
  readonly onTakeOut: (waiting: Waiting, row: Element) => void
}

function TakeOut({ waiting, onTakeOut }: TakeOutProps) {
  const words = useText().running.queue
  const number = useOpen((open) => open.notebook.order.indexOf(waiting.cell) + 1)
  const button = useRef<HTMLSpanElement>(null)
  return (
    <span ref={button}>
      <IconButton
        {...{ icon: 'close', className: 'queue-out' }}
        name={number === 0 ? words.takeOut : words.takeOutOf(number)}
        onClick={() => {
          const row = button.current?.closest('li')
          if (row) onTakeOut(waiting, row)
        }}
      />
    </span>
  )
}

/** A cell by its number and the beginning of its code; leads there. */
function CellLink({ cell }: { readonly cell: CellId }) {
  const words = useText()
  const intents = useIntents()
  const number = useOpen((open) => open.notebook.order.indexOf(cell) + 1)
  const code = useOpen((open) => open.notebook.cells.get(cell)?.source.trim().split('\n', 1)[0] ?? '')
  if (number === 0) return <span className="queue-cell quiet">{words.running.queue.gone}</span>
  return (
    <button
      type="button"
      className="queue-cell"
      title={words.running.goTo(number)}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        intents.goToCell(cell)
      }}
    >
      <span>{words.cell.label.code(number)}</span>
      <code>{code}</code>
    </button>
  )
}
