/** How a packaged app is told to be the command line: `gilscope-app --command-line -- run lesson.ipynb`. */

export const COMMAND_LINE = '--command-line'

/** What the user wrote, of all that a process was started with, be it Node or a packaged app. */
export function argumentsOf(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf(COMMAND_LINE)
  if (at < 0) return argv.slice(2)
  // Chromium takes switches as its own up to a lone `--`.
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1)
}
