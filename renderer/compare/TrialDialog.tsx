/** Asks which Pythons are to run a cell, and for how long. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { Modal } from '../shell/Modal'
import { useApp, useIntents, useOpen } from '../state/app'
import { codeAbove } from '../state/intents/compareIntents'
import { runningTrial } from '../state/comparisons'
import { inOrder, oneOfEach, pythonName } from './pythonName'
import './compare.css'

/** In s; as long as a person who watches may want to wait for one Python. */
const LIMIT = { usual: 60, least: 1, most: 86_400 }
const IDLE = new Set(['none', 'idle', 'dead', 'failed'])

export function TrialDialog({ cell }: { readonly cell: CellId }) {
  const words = useText()
  const { compare, dialogs } = words
  const intents = useIntents()
  const found = useApp((state) => state.interpreters)
  const above = useOpen((open) => codeAbove(open.notebook, cell).length)
  const isIdle = useOpen((open) => IDLE.has(open.kernel.status))
  const isRunning = useOpen((open) => runningTrial(open.comparisons) !== undefined)
  const pythons = useMemo(() => inOrder((found ?? []).filter(({ unusable }) => !unusable)), [found])
  const proposed = useMemo(() => {
    const usable = (found ?? []).filter(({ unusable }) => !unusable)
    return new Set(oneOfEach(usable).map(({ path }) => path))
  }, [found])
  /** What the user has changed of the proposal. */
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [withAbove, setWithAbove] = useState(true)
  const [limit, setLimit] = useState(String(LIMIT.usual))

  const begin = useRef<HTMLButtonElement>(null)

  useEffect(() => void intents.findInterpreters(), [intents])
  // Whoever asked for this most often wants what is proposed.
  useEffect(() => {
    if (found !== null) begin.current?.focus()
  }, [found])

  const isChosen = (path: string): boolean => changed.get(path) ?? proposed.has(path)
  const chosen = pythons.filter(({ path }) => isChosen(path))
  const seconds = Number(limit)
  const isLimit = seconds >= LIMIT.least && seconds <= LIMIT.most
  const hindrance = isRunning ? compare.running : isIdle ? null : compare.busy

  function start(): void {
    if (hindrance !== null || chosen.length === 0 || !isLimit) return
    intents.show(null)
    void intents.tryOnPythons(cell, {
      pythons: chosen,
      withAbove: withAbove && above > 0,
      limitMs: seconds * 1000
    })
  }

  return (
    <Modal title={compare.trialTitle} className="trial">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <p className="quiet">{compare.trialAbout}</p>
        <fieldset>
          <legend>{compare.pythons}</legend>
          {found === null && <p className="quiet">{compare.searching}</p>}
          {found !== null && pythons.length === 0 && <p>{compare.none}</p>}
          {pythons.map((python) => (
            <label key={python.path} className="trial-python">
              <input
                type="checkbox"
                checked={isChosen(python.path)}
                onChange={(event) => setChanged(new Map(changed).set(python.path, event.target.checked))}
              />
              <span>{pythonName(python, words)}</span>
              <span className="quiet">{python.path}</span>
            </label>
          ))}
        </fieldset>
        {above > 0 && (
          <label className="trial-choice">
            <input
              type="checkbox"
              checked={withAbove}
              onChange={(event) => setWithAbove(event.target.checked)}
            />
            <span>
              {compare.above(above)} <span className="quiet">{compare.aboveHint}</span>
            </span>
          </label>
        )}
        <label className="trial-choice">
          <span>
            {compare.limit} <span className="quiet">{compare.limitHint}</span>
          </span>
          <input
            type="number"
            {...{ min: LIMIT.least, max: LIMIT.most, required: true, value: limit }}
            onChange={(event) => setLimit(event.target.value)}
          />
        </label>
        {hindrance !== null && (
          <p role="status">
            {hindrance}{' '}
            {isRunning && (
              <button type="button" className="button" onClick={() => void intents.cancelTrial()}>
                {compare.cancel}
              </button>
            )}
          </p>
        )}
        <div className="modal-buttons">
          <button type="button" className="button" onClick={() => intents.show(null)}>
            {dialogs.cancel}
          </button>
          <button
            type="submit"
            className="button main"
            ref={begin}
            disabled={hindrance !== null || chosen.length === 0 || !isLimit}
          >
            {compare.start(chosen.length)}
          </button>
        </div>
      </form>
    </Modal>
  )
}
