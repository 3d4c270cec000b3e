/** An interrupt that grows stronger until the run has ended. */

/** An interrupt that has not helped by then goes to the children too. */
const ESCALATE_MS = 1000
/** A second interrupt within this time means: stronger. */
const INSIST_MS = 2000

/** The part of a kernel's process that is needed here. */
export interface Interruptible {
  interrupt(): void
  signalChildren(signal: NodeJS.Signals): Promise<void>
}

export class Insistence {
  /** `onUnheard`: a first interrupt has not helped. */
  constructor(private readonly onUnheard: () => void) {}

  private lastPressed = -Infinity
  private timer: NodeJS.Timeout | null = null
  private asking: NodeJS.Timeout | null = null
  /** Counts presses and ends: what was begun before the last of them stops. */
  private round = 0

  /** Interrupts the run that is on. Pressed twice within two seconds, the children that hold it up are told to end. */
  press(kernel: Interruptible): void {
    const isSecond = performance.now() - this.lastPressed < INSIST_MS
    this.lastPressed = performance.now()
    this.calmDown()
    kernel.interrupt()
    this.escalate(kernel, isSecond ? ['SIGINT', 'SIGTERM'] : [], isSecond)
    this.asking = setTimeout(this.onUnheard, ESCALATE_MS)
  }

  /** The run has ended. */
  calmDown(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    if (this.asking !== null) clearTimeout(this.asking)
    this.timer = null
    this.asking = null
    this.round += 1
  }

  /**
   * As long as the same run goes on: the signals in turn for the children, the last one again and again, and SIGINT for
   * the kernel each time. (One that comes between Python's own check and its system call is seen only after that call,
   * which for `time.sleep(600)` is late; the next one cuts the call short.)
   */
  private escalate(kernel: Interruptible, signals: NodeJS.Signals[], atOnce: boolean): void {
    const round = this.round
    const [signal = 'SIGINT', ...later] = signals
    this.timer = setTimeout(
      () => {
        // Where children cannot be found the kernel itself is interrupted all the same.
        const signalled = kernel.signalChildren(signal).catch(() => undefined)
        void signalled.then(() => {
          if (this.round === round) kernel.interrupt()
        })
        this.escalate(kernel, later.length > 0 ? later : [signal], false)
      },
      atOnce ? 0 : ESCALATE_MS
    )
  }
}
