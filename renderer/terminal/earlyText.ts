/** Text that came before the console was opened. The newest is kept: at least this many characters, at most twice. */
const KEPT = 128 * 1024

export class EarlyText {
  private older = ''
  private newer = ''

  add(text: string): void {
    this.newer += text
    if (this.newer.length < KEPT) return
    this.older = this.newer.slice(-KEPT)
    this.newer = ''
  }

  take(): string {
    const text = this.older + this.newer
    this.older = this.newer = ''
    return text
  }
}
