/** The real app, driven as a person does: by roles, names and keys. One window, one user-data folder per test. */
import type { ElectronApplication, Locator, Page, TestInfo } from '@playwright/test'
import { _electron, test as base, expect } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const PROJECT = resolve(import.meta.dirname, '..')

interface LaunchOptions {
  /** A file to open at the start. */
  readonly open?: string
  /** A user-data folder that lasts over several launches. */
  readonly userData?: string
  readonly language?: 'en' | 'zh'
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * What Node says when nothing of the app is left but the debugger of these tests, which Playwright then lets go. Where
 * that message is lost between the two, the process would wait for ever.
 */
const ONLY_DEBUGGER = 'Waiting for the debugger to disconnect'
/** Milliseconds after which it counts as lost. */
const LOST_AFTER = 5_000

/** A running app and its one window. */
export class App {
  /** What it wrote to stderr. */
  private said = ''

  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    /** Of the app's own process; Playwright's may be a launcher. */
    readonly pid: number
  ) {
    electron.process().stderr?.on('data', (text: Buffer) => (this.said += text.toString()))
  }

  static async launch(userData: string, options: LaunchOptions = {}): Promise<App> {
    const language = options.language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8'
    const electron = await _electron.launch({
      cwd: PROJECT,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        `--user-data-dir=${options.userData ?? userData}`,
        '.',
        ...(options.open === undefined ? [] : [options.open])
      ],
      env: {
        ...(process.env as Record<string, string>),
        LANG: language,
        LANGUAGE: language.slice(0, 5),
        LC_ALL: language,
        ...options.environment
      },
      timeout: 30_000
    })
    return new App(electron, await electron.firstWindow(), await electron.evaluate(() => process.pid))
  }

  /** Ends the app without questions, and waits until its process is gone. */
  async quit(): Promise<void> {
    const parts = await this.electron
      .evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
      .catch(() => [])
    // `app.quit` would let the page ask about unsaved work; a window that is destroyed asks nothing.
    await this.electron
      .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.destroy()))
      .catch(() => undefined) // it may be gone before it can answer
    await this.ended()
    for (const pid of parts) await gone(pid) // Chromium's own may write to the user-data folder a moment longer
  }

  /** Waits until the app's process is gone. */
  async ended(): Promise<void> {
    let saidSince = 0
    const isThere = (): boolean => {
      if (this.said.includes(ONLY_DEBUGGER)) saidSince ||= Date.now()
      if (saidSince > 0 && Date.now() - saidSince > LOST_AFTER && isAlive(this.pid)) {
        process.kill(this.pid, 'SIGKILL')
      }
      return isAlive(this.pid)
    }
    await expect
      .poll(isThere, { timeout: 30_000, message: 'the app is still there' })
      .toBe(false)
      .catch((problem: Error) => {
        problem.message += `\nIt said last: ${this.said.slice(-2000)}`
        throw problem
      })
  }

  /** Answers the next native dialogs: paths for "open" and "save as", and the index of the button for questions. */
  async answerDialogs(answers: { open?: string; save?: string; button?: number }): Promise<void> {
    await this.electron.evaluate(({ dialog }, { open, save, button }) => {
      const asked: string[] = ((globalThis as { asked?: string[] }).asked = [])
      Object.assign(dialog, {
        showOpenDialog: () =>
          Promise.resolve({ canceled: open === undefined, filePaths: open === undefined ? [] : [open] }),
        showSaveDialog: () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' }),
        showMessageBox: (_window: unknown, options: { message: string }) => {
          asked.push(options.message)
          return Promise.resolve({ response: button ?? 0, checkboxChecked: false })
        }
      })
    }, answers)
  }

  /** Chooses from the menu bar, which keys and clicks of a test do not reach. */
  async chooseFromMenu(label: string): Promise<void> {
    await this.electron.evaluate(({ Menu }, name) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      const item = items.find((each) => each.label === name)
      if (item === undefined) throw new Error(`no menu item ${name}`)
      item.click()
    }, label)
  }

  /** What native questions have asked since `answerDialogs`. */
  dialogsAsked(): Promise<string[]> {
    return this.electron.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])
  }

  /** The `n`th cell of any type, from 1. */
  cell(n: number): Locator {
    return this.page.getByRole('listitem', { name: new RegExp(`^(Code|Markdown|Raw) cell ${n}$`) })
  }

  code(n: number): Locator {
    return this.page.getByRole('textbox', { name: `Code of cell ${n}`, exact: true })
  }

  output(n: number): Locator {
    return this.page.getByRole('group', { name: `Output of cell ${n}`, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  kernelState(): Locator {
    return this.page.getByRole('status', { name: 'Kernel' })
  }

  /** Replaces the text of a code cell. */
  async write(n: number, code: string): Promise<void> {
    await this.code(n).click()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(code)
  }

  /** Writes and runs a code cell; its outcome is for the test to wait for. */
  async run(n: number, code: string): Promise<void> {
    await this.write(n, code)
    await this.page.keyboard.press('Control+Enter')
  }

  /** Waits until cell `n` says `status` (`failed`, `not run`, …). */
  async says(n: number, status: string): Promise<void> {
    await expect(this.cell(n)).toContainText(status, { timeout: 30_000 })
  }

  screenshot(name: string, info: TestInfo): Promise<Buffer> {
    return this.page.screenshot({ path: join(info.outputDir, '..', 'screenshots', `${name}.png`) })
  }
}

/** Waits until `pid` is no process any more. */
export async function gone(pid: number): Promise<void> {
  await expect
    .poll(() => isAlive(pid), { timeout: 10_000, message: `process ${pid} is still there` })
    .toBe(false)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // A zombie that nobody has waited for yet is no longer running.
  try {
    return !/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    // It has gone meanwhile, or this system has no /proc.
    return !existsSync('/proc')
  }
}

interface Fixtures {
  /** A folder of the test's own. */
  folder: string
  /** Starts the app; ended after the test. */
  launch: (options?: LaunchOptions) => Promise<App>
  /** The app on its welcome page. */
  app: App
  /** The app with a new notebook. */
  blank: App
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'gilscope-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  launch: async ({ folder }, use) => {
    const apps: App[] = []
    await use(async (options) => {
      const app = await App.launch(join(folder, 'user-data'), options)
      apps.push(app)
      return app
    })
    for (const app of apps) await app.quit()
  },
  app: async ({ launch }, use) => use(await launch()),
  blank: async ({ app }, use) => {
    await app.button('New notebook').click()
    await app.cell(1).waitFor()
    await use(app)
  }
})
export { expect }

/** A notebook file of code cells. */
export function writeNotebookFile(path: string, ...codes: readonly string[]): string {
  const cells = codes.map((code, i) => ({
    cell_type: 'code',
    execution_count: null,
    id: `cell-${i + 1}`,
    metadata: {},
    outputs: [],
    source: code.split(/(?<=\n)/)
  }))
  writeFileSync(
    path,
    `${JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`
  )
  return path
}
