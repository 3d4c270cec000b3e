/**
 * The page's one animation frame. Whoever must read the layout and then change it asks here, so that all reading comes
 * before all changing and the browser lays out once.
 */
export interface FrameWork {
  /** Reads from the page; changes nothing. */
  readonly measure?: () => void
  /** Changes the page. */
  readonly draw?: () => void
}

/** How a frame is waited for: `requestAnimationFrame` in the page, anything else in tests. */
export type NextFrame = (run: () => void) => void

export interface Frame {
  /** Runs the work in the next frame, once, however often the same work is asked for; the answer takes it back. */
  request(work: FrameWork): () => void
}

export function createFrame(next: NextFrame): Frame {
  let waiting = new Set<FrameWork>()

  function run(): void {
    const works = [...waiting]
    waiting = new Set()
    for (const work of works) work.measure?.()
    for (const work of works) work.draw?.()
  }

  return {
    request(work) {
      if (waiting.size === 0) next(run)
      waiting.add(work)
      return () => waiting.delete(work)
    }
  }
}

/** The page's; passed to whoever works with frames, so that tests can pass another. */
export const pageFrame = createFrame((run) => requestAnimationFrame(run))

/** A hidden window draws no frames; what waits for drawing goes on after this long (ms) all the same. */
const HIDDEN_FRAME = 250

/** Calls back once what has changed so far is drawn, or would be if the window were visible. */
export function afterDrawing(frame: Frame, then: () => void): void {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    then()
  }
  const timer = setTimeout(once, HIDDEN_FRAME)
  frame.request({ draw: once })
}
