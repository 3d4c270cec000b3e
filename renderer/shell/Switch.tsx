/** A setting that is on or off, in a menu, and below it what that means. */
import { useId } from 'react'

export interface SwitchProps {
  readonly name: string
  readonly isOn: boolean
  /** What it means that it is on, or off. */
  readonly about: string
  readonly onChange: (isOn: boolean) => void
}

export function Switch({ name, isOn, about, onChange }: SwitchProps) {
  const described = useId()
  return (
    <div className="setting">
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-describedby={described}
          onChange={() => onChange(!isOn)}
        />
        {name}
      </label>
      <p className="quiet" id={described}>
        {about}
      </p>
    </div>
  )
}
