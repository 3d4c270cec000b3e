/** What can be changed of how programs run: the GIL in slow motion, and whether children see cells. */
import { useId } from 'react'
import type { KernelInfo } from '../../common/protocol'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { seesCells } from '../state/notebook'
import { Switch } from './Switch'

/** CPython's default (`DEFAULT_INTERVAL` in Python/ceval_gil.c), in seconds. */
const PYTHONS_INTERVAL = 0.005
/** Slow enough to see turns in a timeline of seconds, of half a minute, and with the eye. */
const INTERVALS = [PYTHONS_INTERVAL, 0.05, 0.5, 2]

/** The interval that somebody has set instead of Python's own; null where none is, or where there is no GIL. */
export function slowMotion(info: KernelInfo | null): number | null {
  if (info === null || !info.gil || isSame(info.switch_interval, PYTHONS_INTERVAL)) return null
  return info.switch_interval
}

/** CPython keeps whole microseconds. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6
}

export function SlowMotion({ info }: { readonly info: KernelInfo | null }) {
  const words = useText().kernelMenu
  const intents = useIntents()
  const name = useId()
  const now = info?.switch_interval ?? null
  const isOther = now !== null && !INTERVALS.some((each) => isSame(each, now))
  const cannot = info === null ? words.slow.noKernel : info.gil ? null : words.slow.noGil
  return (
    <fieldset className="setting" disabled={cannot !== null}>
      <legend>{words.slow.title}</legend>
      <div className="segments">
        {INTERVALS.map((each) => {
          const isChosen = now !== null && cannot === null && isSame(each, now)
          const time = words.time(each)
          return (
            <label key={each} className={isChosen ? 'chosen' : ''}>
              <input
                type="radio"
                name={name}
                checked={isChosen}
                onChange={() => void intents.setSwitchInterval(each)}
              />
              {each === PYTHONS_INTERVAL ? words.slow.python(time) : time}
            </label>
          )
        })}
      </div>
      <p className="quiet">{cannot ?? words.slow.about}</p>
      {isOther && cannot === null && <p>{words.slow.other(words.time(now))}</p>}
    </fieldset>
  )
}

export function ChildrenSeeCells() {
  const words = useText().kernelMenu.children
  const intents = useIntents()
  const isOn = useOpen(({ notebook }) => seesCells(notebook))
  return (
    <Switch
      name={words.title}
      isOn={isOn}
      about={`${isOn ? words.on : words.off}${words.kept}`}
      onChange={intents.setChildrenSeeCells}
    />
  )
}
