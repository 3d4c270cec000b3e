/** One row of what is alive: a process, a thread, a task, or the line that stands for many. */
import { useState, type ReactNode } from 'react'
import { stateWords } from '../../common/trace/draw/stateWords'
import type { NowTask } from '../../common/trace/now'
import type { ThreadState } from '../../common/trace/sample'
import type { AwaitKind } from '../../common/trace/taskTrace'
import { useText } from '../i18n/text'
import { Swatch } from '../scope/Swatch'
import { Icon } from '../shell/icons'
import { IconButton } from '../shell/IconButton'
import { useIntents, useOpen } from '../state/app'
import { levelOf, type FoldRow, type ProcessRow, type TaskRow, type ThreadRow } from '../state/alive'
import type { CellOfRun } from '../state/open'

interface Placed {
  /** The cell that started it; null where that is unknown. */
  readonly place: CellOfRun | null
  /** It has the keyboard, when the tree has. */
  readonly isActive: boolean
  /** Among all rows, from 1, the head included. */
  readonly index: number
  /** CSS px. */
  readonly top: number
  readonly onActive: () => void
  readonly onTurn: () => void
}

interface RowProps extends Omit<Placed, 'place' | 'onTurn'> {
  readonly kind: string
  readonly level: 1 | 2 | 3
  readonly isOpen?: boolean
  readonly onClick?: () => void
  readonly children: ReactNode
}

function Row({ kind, level, isOpen, isActive, index, top, onActive, onClick, children }: RowProps) {
  return (
    <div
      className={`panel-row alive-${kind}`}
      role="row"
      aria-level={level}
      aria-rowindex={index}
      aria-expanded={isOpen}
      tabIndex={isActive ? 0 : -1}
      data-active={isActive || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onActive}
      onClick={onClick}
    >
      {children}
    </div>
  )
}

export function ProcessRowView({ row, place, ...placed }: Placed & { readonly row: ProcessRow }) {
  const words = useText().panel.now
  const { onTurn, ...rest } = placed
  const name = row.isKernel ? words.kernel : row.name || words.process
  return (
    <Row {...rest} kind="process" level={1} isOpen={row.isOpen} onClick={onTurn}>
      <span role="gridcell" className="alive-name">
        <span className={`twisty${row.isOpen ? ' open' : ''}`}>
          <Icon name="chevron" />
        </span>
        <span className="alive-title" title={name}>
          {name}
        </span>
        <span className="alive-pid">{words.pid(row.pid)}</span>
        {!row.isOpen && row.threads > 0 && <span className="alive-pid">{words.threads(row.threads)}</span>}
        <span className="spring" />
        <Follow {...{ row, name }} tid={null} isReachable={placed.isActive} />
        {!row.isKernel && !row.isServer && <End pid={row.pid} name={name} isReachable={placed.isActive} />}
      </span>
      <Cpu cpu={row.cpu} />
      <span role="gridcell" className="alive-cell">
        {row.isServer ? (
          <span className="quiet" title={words.serverHint}>
            {words.server}
          </span>
        ) : (
          <CellLink place={place} isReachable={placed.isActive} />
        )}
      </span>
    </Row>
  )
}

export function ThreadRowView({
  row,
  place,
  ...placed
}: Omit<Placed, 'onTurn'> & { readonly row: ThreadRow }) {
  const { panel, scope } = useText()
  const words = panel.now
  // Between cells the kernel's first thread waits for the next one: no lock of the user's.
  const isResting = useOpen(({ kernel }) => kernel.status === 'idle' && kernel.info.pid === row.tid)
  const state = isResting ? 'idle' : row.state
  const word = isResting
    ? words.resting
    : row.state === null
      ? ''
      : stateWords(scope.tracks, row.tier)[row.state]
  return (
    <Row {...placed} kind="thread" level={2}>
      <span role="gridcell" className="alive-name">
        <span className="alive-title" title={`${row.name}\n${words.tid(row.tid)}`}>
          {row.name}
        </span>
      </span>
      <span role="gridcell" className="alive-state">
        {state !== null && (
          <>
            <Swatch ink={state} />
            <span className="alive-word" title={word}>
              {word}
            </span>
            {row.held && row.state !== 'python' && (
              <span className="badge" title={words.holdsHint}>
                GIL
              </span>
            )}
          </>
        )}
      </span>
      <span role="gridcell" className="alive-core">
        {row.core < 0 ? '' : row.core}
      </span>
      <Cpu cpu={row.cpu} />
      <span role="gridcell" className="alive-cell">
        <CellLink place={place} isReachable={placed.isActive} />
      </span>
      <span role="gridcell" className="alive-actions">
        <Follow {...{ row, name: row.name }} tid={row.tid} isReachable={placed.isActive} />
      </span>
    </Row>
  )
}

/** A task bears the sign of a thread that waits for the same: the timeline's own are pale, for words stand on them. */
function likeThread(does: NowTask['does']): ThreadState {
  if (does === 'running') return 'python'
  return does === 'ready' ? 'preempted' : (WAITS[does.kind] ?? 'child-wait')
}
const WAITS: Partial<Record<AwaitKind, ThreadState>> = {
  sleep: 'sleep',
  lock: 'lock',
  queue: 'lock',
  io: 'io'
}

export function TaskRowView({
  row: { task, isTold },
  place,
  ...placed
}: Omit<Placed, 'onTurn'> & { readonly row: TaskRow }) {
  const { panel, scope } = useText()
  const words = scope.tasks.lanes
  const { name, coroutine, madeBy, line, does } = task
  const isMade = madeBy !== null || line !== null
  const about = [coroutine, ...(isMade ? [words.madeBy(madeBy ?? undefined, line ?? undefined)] : [])]
  const word = does === 'running' ? words.running : does === 'ready' ? words.ready : words.awaits(does)
  const state = isTold ? word : panel.now.left(word)
  return (
    <Row {...placed} kind="task" level={3}>
      <span role="gridcell" className="alive-name">
        <span className="alive-title" title={[name, ...about].join('\n')}>
          {name}
        </span>
      </span>
      <span role="gridcell" className={`alive-state${isTold ? '' : ' quiet'}`}>
        <Swatch ink={likeThread(does)} />
        <span className="alive-word" title={isTold ? state : `${state}\n${panel.now.leftHint}`}>
          {state}
        </span>
      </span>
      <span role="gridcell" className="alive-cell">
        <CellLink place={place} isReachable={placed.isActive} />
      </span>
    </Row>
  )
}

export function FoldRowView({ row, ...placed }: Omit<Placed, 'place'> & { readonly row: FoldRow }) {
  const words = useText().panel.now
  const { onTurn, ...rest } = placed
  const isOwn = row.of === 'own'
  return (
    <Row {...rest} kind="fold" level={levelOf(row)} isOpen={row.isOpen} onClick={onTurn}>
      <span role="gridcell" className="alive-name" title={isOwn ? words.ownHint : undefined}>
        <span className={`twisty${row.isOpen ? ' open' : ''}`}>
          <Icon name="chevron" />
        </span>
        {isOwn ? words.own(row.count) : words.moreTasks(row.count)}
      </span>
    </Row>
  )
}

function Cpu({ cpu }: { readonly cpu: number | null }) {
  return (
    <span role="gridcell" className="alive-cpu">
      {cpu === null ? '' : `${Math.round(cpu * 100)} %`}
    </span>
  )
}

function CellLink({ place, isReachable }: { place: CellOfRun | null; isReachable: boolean }) {
  const words = useText().panel.now
  const intents = useIntents()
  if (place === null) return null
  const { cell, number, count } = place
  return (
    <button
      type="button"
      className="link"
      tabIndex={isReachable ? 0 : -1}
      title={words.goTo(number, count)}
      aria-label={words.goTo(number, count)}
      onClick={(event) => {
        event.stopPropagation()
        intents.goToCell(cell)
      }}
    >
      {number}
      {count !== null && <span className="quiet"> [{count}]</span>}
    </button>
  )
}

function Follow({
  row: { pid, follows },
  tid,
  name,
  isReachable
}: {
  readonly row: ProcessRow | ThreadRow
  readonly tid: number | null
  readonly name: string
  readonly isReachable: boolean
}) {
  const words = useText().panel.now
  const intents = useIntents()
  if (follows === null) return null
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <IconButton
        {...{ icon: 'follow', name: words.follow(name), isPressed: follows, isReachable }}
        onClick={() => void intents.follow(pid, tid, !follows)}
      />
    </span>
  )
}

/** Ends a child: asked first, and made to after a second. */
function End({ pid, name, isReachable }: { pid: number; name: string; isReachable: boolean }) {
  const words = useText().panel.now
  const intents = useIntents()
  const [state, setState] = useState<'alive' | 'ending' | 'stayed'>('alive')
  return (
    <button
      type="button"
      className="button small"
      tabIndex={isReachable ? 0 : -1}
      disabled={state === 'ending'}
      aria-label={words.end(name)}
      title={state === 'stayed' ? words.stayed(name) : words.end(name)}
      onClick={(event) => {
        event.stopPropagation()
        setState('ending')
        void intents.endChild(pid).then((hasEnded) => setState(hasEnded ? 'ending' : 'stayed'))
      }}
    >
      {words.endStates[state]}
    </button>
  )
}
