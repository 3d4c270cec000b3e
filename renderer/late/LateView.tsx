/** A component that is one of the late parts: nothing is drawn until it is there. */
import type { ComponentType } from 'react'
import { useLate, type Late } from './late'

export function lateView<Props extends object>(part: Late<ComponentType<Props>>): ComponentType<Props> {
  return function LateView(props: Props) {
    const View = useLate(part)
    return View === null ? null : <View {...props} />
  }
}
