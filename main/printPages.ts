/**
 * What Electron does after `--print-pages -- PAGE.html OUT.pdf NAME`: the pages of an exported page, without a window. The
 * command line starts it so (`main/export/printElsewhere.ts`), and reads what it says last: one line of JSON.
 */
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { pagesOfFile } from './pages'
import { PRINT_PAGES, type PrintedPages } from './export/printElsewhere'

const [page = '', output = '', name = ''] = process.argv.slice(process.argv.indexOf(PRINT_PAGES) + 2)
// Beside the page, which is in a folder of the caller's own: the user's settings are the app's, which may be running.
app.setPath('userData', join(dirname(page), 'electron'))
app.disableHardwareAcceleration()
app.on('window-all-closed', () => undefined) // which would be the end, before anything is written
// Not awaited here: Electron is ready only after this module is.
app
  .whenReady()
  .then(async () => {
    const { pages, lacksChinese } = await pagesOfFile(page, name)
    await writeFile(output, pages, { mode: 0o600 })
    const said: PrintedPages = { lacksChinese }
    process.stdout.write(`${JSON.stringify(said)}\n`, () => app.exit(0))
  })
  .catch((problem: unknown) => process.stderr.write(`${String(problem)}\n`, () => app.exit(1)))
