/**
 * What Electron loads first: the app with its window, or, after `--command-line`, the command line, or, after
 * `--print-pages`, what that needs Chromium for. A packaged app has no
 * other Node, for its own cannot be had without the app (docs/packaging.md, "Fuses"). Electron waits for this module before
 * it looks for a display, so the command line needs none.
 */
import { COMMAND_LINE } from './commandLine'
import { PRINT_PAGES } from './export/printElsewhere'

if (process.argv.includes(PRINT_PAGES)) {
  await import('./printPages')
} else if (process.argv.includes(COMMAND_LINE)) {
  await import('./cli')
  // What was written to a pipe must get there: an empty write is done after all before it.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done)))
  )
  process.exit(process.exitCode) // which Electron would forget
} else {
  await import('./main')
}
