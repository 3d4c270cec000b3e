/** Files that the app was asked to open: by a start, by a second start, by the system. */
import { resolve } from 'node:path'

/**
 * The files that a command line names, absolute, in their order. They come after the app's own folder (which a packaged app
 * is not given) and any switches.
 *
 * @param folder what relative names are relative to
 */
export function filesAmong(argv: readonly string[], folder: string, appFolder: string): readonly string[] {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-'))
  const files = named.map((argument) => resolve(folder, argument))
  return files.slice(files.lastIndexOf(resolve(appFolder)) + 1)
}

/** Keeps what was asked for until a page takes it: the system may ask before there is one, or while it begins. */
export class AskedFiles {
  private waiting: string[] = []
  private tell: ((path: string) => void) | null = null

  /** @param tell reaches the page that listens */
  constructor(private readonly page: (path: string) => void) {}

  ask(paths: readonly string[]): void {
    for (const path of paths) {
      if (this.tell === null) this.waiting.push(path)
      else this.tell(path)
    }
  }

  /** A page begins, which does not listen yet: what waits is for it. */
  begin(): readonly string[] {
    this.tell = null
    return this.waiting.splice(0)
  }

  /** The page listens from now on: what came meanwhile. */
  listens(): readonly string[] {
    this.tell = this.page
    return this.waiting.splice(0)
  }
}
