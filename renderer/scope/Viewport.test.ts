import { describe, expect, it } from 'vitest'
import { NAMES, Viewport } from './Viewport'

const shown = ({ scale }: Viewport): [number, number] => [Math.round(scale.from), Math.round(scale.to)]
const SECOND = 1_000_000
const view = Viewport.of(10 * SECOND).sized(NAMES + 1008)

describe('what a timeline shows', () => {
  it('is all of a run, however long it gets', () => {
    expect(shown(view)).toEqual([0, 10 * SECOND])
    expect(shown(view.lasting(12 * SECOND))).toEqual([0, 12 * SECOND])
  })

  it('stays where the user has put it while the run goes on', () => {
    const inside = view.zoomed(0.2, NAMES + 300)
    expect(shown(inside.lasting(20 * SECOND))).toEqual(shown(inside))
  })

  it('follows the end of a run when it shows it', () => {
    const end = view.zoomed(0.2, NAMES + 1000)
    expect(shown(end)).toEqual([8 * SECOND, 10 * SECOND])
    expect(shown(end.lasting(15 * SECOND))).toEqual([13 * SECOND, 15 * SECOND])
  })

  it('shows everything again when it is zoomed out far enough, or asked to', () => {
    expect(
      shown(
        view
          .zoomed(0.2, NAMES + 300)
          .zoomed(9, NAMES)
          .lasting(20 * SECOND)
      )
    ).toEqual([0, 20 * SECOND])
    expect(shown(view.zoomed(0.2, NAMES + 300).fitted())).toEqual([0, 10 * SECOND])
  })
})
