/**
 * Pages as PDF for the command line, which has no Chromium itself: an Electron of its own makes them, `main/printPages.ts`,
 * on no display. In a package that is the program that already runs, in a checkout the one that `npm start` brings.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { systemReason } from '../files/fileText'
import { makeOwnFolder } from '../kernel/privateFolder'
import type { PrintPages } from './exportNotebook'

export const PRINT_PAGES = '--print-pages'

/** What is said when the pages are made. */
export interface PrintedPages {
  readonly lacksChinese: boolean
}

/** Longer than a cold start and a whole course take on a slow machine, in ms. */
const PATIENCE = 180_000

/** @param home the folder that holds `package.json` and `out/` */
export function printElsewhere(home: string): PrintPages {
  return async (html, name) => {
    const electron = electronFor(home)
    if (electron === null)
      return failed(
        'cannot-print',
        'PDF is made by the app’s Electron, and there is none here: npm start brings it.'
      )
    let folder: string | null = null
    try {
      folder = makeOwnFolder()
      const [page, output] = [join(folder, 'page.html'), join(folder, 'pages.pdf')]
      await writeFile(page, html)
      const said = await run(electron.program, [...electron.arguments, PRINT_PAGES, '--', page, output, name])
      return said.ok ? ok({ ...said.value, pages: await readFile(output) }) : said
    } catch (error) {
      const reason = systemReason(error)
      return failed('cannot-print', `the pages cannot be made in ${tmpdir()}: ${reason}`, reason)
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

interface Electron {
  readonly program: string
  readonly arguments: readonly string[]
}

function electronFor(home: string): Electron | null {
  const switches = [
    // Chromium has no sandbox for root. The page has no script but ours, and nothing of it can be fetched.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []),
    ...['--disable-gpu', '--log-level=3']
  ]
  // The command line of a package runs in the app's own program (`main/entry.ts`).
  if ('electron' in process.versions) return { program: process.execPath, arguments: switches }
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'node_modules/electron/dist')
  const name = join(home, 'node_modules/electron/path.txt')
  if (!existsSync(name)) return null
  const program = join(folder, readFileSync(name, 'utf8').trim())
  return existsSync(program) ? { program, arguments: [...switches, home] } : null
}

async function run(program: string, args: readonly string[]): Promise<Result<PrintedPages>> {
  const env = { ...process.env }
  delete env['ELECTRON_RUN_AS_NODE']
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err = (err + text).slice(-4000)))
  const code = await once(child, 'close').then(
    ([code]: unknown[]) => code,
    (problem: Error) => problem.message
  )
  const said = /^\{"lacksChinese":(true|false)\}$/m.exec(out)?.[1]
  if (code === 0 && said !== undefined) return ok({ lacksChinese: said === 'true' })
  const last = err.split('\n').findLast((line) => line.trim() !== '') ?? `it ended with ${String(code)}`
  return failed('cannot-print', `Electron could not make the pages: ${last.trim()}`)
}
