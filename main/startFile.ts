/** Which file a start was asked to open. */
import { resolve } from 'node:path'

/**
 * The file that a command line names, absolute; `null` without one. It comes last, after the app's own folder (which a
 * packaged app is not given) and any switches.
 *
 * @param folder what a relative name is relative to
 */
export function fileAmong(argv: readonly string[], folder: string, appFolder: string): string | null {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-'))
  const file = named.findLast((argument) => resolve(folder, argument) !== resolve(appFolder))
  return file === undefined ? null : resolve(folder, file)
}
