/** The user's settings: defaults, load, save. One small JSON file; whatever in it is not valid falls back to its default. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RULE_NAMES } from '../common/help/ruleNames'
import type { Settings } from '../common/ipc'
import { validPlace } from './windowPlace'

export const DEFAULTS: Settings = {
  language: 'system',
  theme: 'system',
  recent: [],
  openFiles: [],
  frontFile: null,
  windowPlace: null,
  interpreter: null,
  interpreters: {},
  trusted: [],
  terminalOpen: false,
  lineNumbers: false,
  zoom: 1,
  stopOnError: true,
  checksCode: true,
  helpOff: [],
  panelOpen: false,
  panelTab: 'now',
  panelWidth: 480,
  browserOpen: false,
  browserTab: 'contents',
  browserWidth: 260
}

/** Within which a panel can be used at all, in CSS px; the window may be too small for the width that was chosen. */
const PANEL_WIDTH = { least: 280, most: 4000 }
const BROWSER_WIDTH = { least: 180, most: 4000 }

/** As far as the steps of the page go. */
const ZOOM = { least: 0.5, most: 3 }

/** More tabs than that are not opened again at the next start. */
const MOST_OPEN = 30

/** Of so many notebooks the choice of a Python is remembered, and so many trusted environments. */
const MOST_CHOICES = 500

/** As many as the welcome page shows without scrolling. */
const MOST_RECENT = 8

function oneOf<T>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise
}

function numberIn({ least, most }: typeof PANEL_WIDTH, value: unknown, otherwise: number): number {
  const isNumber = typeof value === 'number' && Number.isFinite(value)
  return isNumber ? Math.min(Math.max(value, least), most) : otherwise
}

function pathsOf(value: unknown, most: number): readonly string[] {
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string').slice(0, most) : []
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([, text]) => typeof text === 'string').slice(-MOST_CHOICES))
}

/** Settings out of whatever the file held. */
export function validSettings(raw: unknown): Settings {
  const from = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  return {
    language: oneOf(from.language, ['system', 'en', 'zh'] as const, DEFAULTS.language),
    theme: oneOf(from.theme, ['system', 'light', 'dark'] as const, DEFAULTS.theme),
    recent: pathsOf(from.recent, MOST_RECENT),
    openFiles: pathsOf(from.openFiles, MOST_OPEN),
    frontFile: typeof from.frontFile === 'string' ? from.frontFile : DEFAULTS.frontFile,
    windowPlace: validPlace(from.windowPlace),
    interpreter: typeof from.interpreter === 'string' ? from.interpreter : DEFAULTS.interpreter,
    interpreters: textsOf(from.interpreters),
    trusted: pathsOf(from.trusted, MOST_CHOICES),
    terminalOpen: typeof from.terminalOpen === 'boolean' ? from.terminalOpen : DEFAULTS.terminalOpen,
    lineNumbers: typeof from.lineNumbers === 'boolean' ? from.lineNumbers : DEFAULTS.lineNumbers,
    stopOnError: typeof from.stopOnError === 'boolean' ? from.stopOnError : DEFAULTS.stopOnError,
    checksCode: typeof from.checksCode === 'boolean' ? from.checksCode : DEFAULTS.checksCode,
    helpOff: RULE_NAMES.filter((rule) => Array.isArray(from.helpOff) && from.helpOff.includes(rule)),
    zoom: numberIn(ZOOM, from.zoom, DEFAULTS.zoom),
    panelOpen: typeof from.panelOpen === 'boolean' ? from.panelOpen : DEFAULTS.panelOpen,
    panelTab: oneOf(from.panelTab, ['now', 'variables', 'problems'] as const, DEFAULTS.panelTab),
    panelWidth: numberIn(PANEL_WIDTH, from.panelWidth, DEFAULTS.panelWidth),
    browserOpen: typeof from.browserOpen === 'boolean' ? from.browserOpen : DEFAULTS.browserOpen,
    browserTab: oneOf(from.browserTab, ['contents', 'files'] as const, DEFAULTS.browserTab),
    browserWidth: numberIn(BROWSER_WIDTH, from.browserWidth, DEFAULTS.browserWidth)
  }
}

/** `path` first, once. */
export function withRecent(settings: Settings, path: string): Settings {
  return {
    ...settings,
    recent: [path, ...settings.recent.filter((other) => other !== path)].slice(0, MOST_RECENT)
  }
}

/** This Python was chosen for the notebook with that path. */
export function withInterpreter(
  { interpreters }: Settings,
  notebook: string,
  python: string
): Partial<Settings> {
  const others = Object.entries(interpreters).filter(([path]) => path !== notebook)
  return { interpreters: Object.fromEntries([...others, [notebook, python]]) }
}

/** The environment in this folder may be run. */
export function withTrusted({ trusted }: Settings, folder: string): Partial<Settings> {
  return { trusted: [folder, ...trusted.filter((other) => other !== folder)] }
}

/** The settings in memory, and their file. */
export class SettingsFile {
  private settings: Settings = DEFAULTS
  private saving: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private readonly onProblem: (problem: unknown) => void
  ) {}

  /** A missing or unreadable file means the defaults. */
  static async load(path: string, onProblem: (problem: unknown) => void): Promise<SettingsFile> {
    const file = new SettingsFile(path, onProblem)
    try {
      file.settings = validSettings(JSON.parse(await readFile(path, 'utf8')))
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') onProblem(problem)
    }
    return file
  }

  get now(): Settings {
    return this.settings
  }

  /** Takes effect at once; written in order, beside and renamed. A write that fails is told and changes nothing else. */
  change(change: Partial<Settings>): Settings {
    this.settings = validSettings({ ...this.settings, ...change })
    const text = `${JSON.stringify(this.settings, undefined, 2)}\n`
    this.saving = this.saving.then(() => this.write(text)).catch(this.onProblem)
    return this.settings
  }

  /** Once everything asked for is on disk. */
  saved(): Promise<void> {
    return this.saving
  }

  private async write(text: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    await writeFile(`${this.path}.new`, text)
    await rename(`${this.path}.new`, this.path)
  }
}
