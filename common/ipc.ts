/** The channels between the page and the main process: types only, one map per direction. */
import type { NotebookId, RunId } from './brands'
import type { Facts } from './doctor/facts'
import type { ExportForm } from './export/exportForm'
import type { RuleName } from './help/ruleNames'
import type { Cell, Notebook } from './notebook'
import type { Variable } from './protocol'
import type { Result } from './result'
import type { Chapter } from './teaching/chapter'
import type { Learned } from './teaching/learned'
import type { Now } from './trace/now'
import type { PackedTrace } from './trace/packed/packedTrace'
import type { Alive, Completion, Inspection, Interpreter, KernelState, RunEvent, RunRequest } from './session'
import type { TrialNews, TrialRequest } from './trial'

/** The page asks, main answers. */
export type Calls = {
  'app:hello': () => Promise<Hello>
  'settings:change': (change: Partial<Settings>) => Promise<Settings>
  /** Whether anything open is unsaved, so that main asks before a window closes. */
  'window:unsaved': (names: readonly string[]) => Promise<void>
  /** The answer to `window:asksToClose`: everything is saved or given up. */
  'window:close': () => Promise<void>
  /** Save, throw away or stay? A native question about unsaved work. */
  'window:askToSave': (name: string) => Promise<'save' | 'discard' | 'cancel'>
  /** Upgrade a version 3 file in place at its first edited save? */
  'window:askToUpgrade': (name: string) => Promise<boolean>
  /** Shows the page, which has drawn all of a notebook, as pages of paper; `null` when the user cancels. */
  'window:print': (name: string) => Promise<Result<null> | null>
  /** Copies to the clipboard; the page itself has no permission to. */
  'window:copy': (text: string) => Promise<void>
  /** Copies the picture that is shown at this place of the page (CSS px) to the clipboard. */
  'window:copyPicture': (x: number, y: number) => Promise<void>
  /** Opens a link of the notebook in the system's browser, after a question that shows where it leads. */
  'window:openLink': (url: string) => Promise<void>

  /** Opens the report of crashes in the system's program for text. */
  'window:showCrashes': () => Promise<void>

  /** The page listens to `files:asked` from now on; what was asked for since `app:hello`. */
  'files:takeAsked': () => Promise<readonly string[]>
  'files:new': () => Promise<OpenedNotebook>
  /**
   * With no path a native dialog asks; `null` when the user cancels. A file that is open is not opened again, except
   * `instead` of the notebook that shows it.
   */
  'files:open': (
    path: string | null,
    instead?: NotebookId
  ) => Promise<Result<OpenedNotebook | AlreadyOpen> | null>
  /** A notebook that another one names, which is in the same folder; beside a chapter of the course another chapter. */
  'files:openBeside': (id: NotebookId, name: string) => Promise<Result<OpenedNotebook | AlreadyOpen>>
  'files:openExample': (name: string) => Promise<Result<OpenedNotebook>>
  /** Writes where the notebook came from; asks for a name when it has none or came from a document. */
  'files:save': (id: NotebookId, notebook: Notebook) => Promise<Result<SavedNotebook> | null>
  'files:saveAs': (id: NotebookId, notebook: Notebook) => Promise<Result<SavedNotebook> | null>
  /** Writes it for other programs, with monitors of the runs it keeps, where the user says; `null` when the user cancels. */
  'files:export': (id: NotebookId, notebook: Notebook, form: ExportForm) => Promise<Result<null> | null>
  /** Writes it for learners, without outputs and solutions and, where wished, kept runs, where the user says. */
  'files:exportHandout': (
    id: NotebookId,
    notebook: Notebook,
    withoutRuns: boolean
  ) => Promise<Result<null> | null>
  /**
   * Whether another program has changed the notebook's file: a word that stands for what it is now, `gone` where it is no
   * longer there, or null; and whether another Gilscope has it open.
   */
  'files:lookOutside': (id: NotebookId) => Promise<OutsideLook>
  /** What the file was when it was read or written here, and what it is now, which saving then goes on from. */
  'files:takeOutside': (id: NotebookId) => Promise<Result<OutsideChange>>
  /** Keeps a copy of what is not saved, for the case that the app or the machine ends unexpectedly. */
  'files:keepCopy': (id: NotebookId, notebook: Notebook) => Promise<Result<null>>
  /** All of it is saved, or was given up. */
  'files:dropCopy': (id: NotebookId) => Promise<void>
  /** Opens a copy that an earlier session could not save, with what its file holds now, for comparing. */
  'files:openCopy': (key: string) => Promise<Result<OpenedNotebook>>
  /** The user does not want such a copy. */
  'files:discardCopy': (key: string) => Promise<void>
  /** The picture that Markdown names by a path beside the notebook, as a `data:` address; null where there is none. */
  'files:picture': (id: NotebookId, name: string) => Promise<string | null>
  /** What a folder holds: the notebook's own, or one below it, named by the folders that lead there. */
  'files:list': (id: NotebookId, below: readonly string[]) => Promise<Result<FolderListing>>
  /** The page no longer shows it: its kernel ends. */
  'files:close': (id: NotebookId) => Promise<void>

  /** The chapters of the course in the user's language, and how far the user is in them. */
  'course:chapters': () => Promise<Result<readonly Chapter[]>>
  /** Opens the user's copy of a chapter, made where there is none; `afresh`: a new one, the old one is kept beside it. */
  'course:open': (name: string, afresh: boolean) => Promise<Result<OpenedNotebook | AlreadyOpen>>
  /** What the learner has done in a notebook, kept for the file that it is; nothing for one without a file. */
  'learning:keep': (id: NotebookId, learned: Learned) => Promise<void>

  'kernel:interpreters': (id: NotebookId) => Promise<readonly Interpreter[]>
  /** Starts (or, with another interpreter, replaces) the notebook's kernel. Progress comes as `kernel:state`. */
  'kernel:start': (id: NotebookId, interpreterPath: string | null) => Promise<void>
  /** Queues cells in order; starts a kernel when there is none. A failing cell aborts those behind it, unless the settings say otherwise. */
  'kernel:run': (id: NotebookId, cells: readonly RunRequest[]) => Promise<void>
  /** Takes runs that have not begun out of the queue; each is told as `aborted`. */
  'kernel:unqueue': (id: NotebookId, runs: readonly RunId[]) => Promise<void>
  'kernel:interrupt': (id: NotebookId) => Promise<void>
  'kernel:restart': (id: NotebookId) => Promise<void>
  'kernel:input': (id: NotebookId, request: number, value: string | null) => Promise<void>
  /** How to go on writing at a position in a cell's code. Answered also while a cell runs; never starts a kernel. */
  'kernel:complete': (id: NotebookId, code: string, cursor: number) => Promise<Completion>
  /** What the name at the position is, or what is called around it; with `source` also how it is written. */
  'kernel:inspect': (id: NotebookId, code: string, cursor: number, source: boolean) => Promise<Inspection>
  'kernel:variables': (id: NotebookId) => Promise<readonly Variable[]>
  /** Slow motion: how long a thread may keep the GIL while others wait, in seconds. Changes how programs run. */
  'kernel:switchInterval': (id: NotebookId, seconds: number) => Promise<void>
  /** The threads and processes that the notebook has besides the kernel's main thread; none without a kernel. */
  'kernel:alive': (id: NotebookId) => Promise<Alive>
  /**
   * From now on what the thread `tid`, or for `null` the child `pid`, prints goes to the cell that runs or ran last; or
   * again to the one that started it. False: there is no such thread or child.
   */
  'kernel:follow': (id: NotebookId, pid: number, tid: number | null, follows: boolean) => Promise<boolean>
  /** Asks a process that the notebook started to end, and makes it after a second. False: it is none of them, or it stays. */
  'kernel:endChild': (id: NotebookId, pid: number) => Promise<boolean>
  /** Opens the file with all that a run printed (`whole_output`) in the system's program for text. */
  'outputs:open': (id: NotebookId, run: RunId) => Promise<Result<null>>
  /** Writes one output to where the user says, proposing `name`; `null` when the user cancels. */
  'outputs:saveData': (
    name: string,
    content: string,
    encoding: 'utf8' | 'base64'
  ) => Promise<Result<null> | null>
  /** Copies that file to where the user says; `null` when the user cancels. */
  'outputs:saveAs': (id: NotebookId, run: RunId) => Promise<Result<null> | null>
  /** The page has drawn these batches; main slows the kernel while too many are unread. */
  'kernel:drawn': (id: NotebookId, batches: number) => Promise<void>
  /** Whether `scope:now` is told of this notebook: only while somebody looks. */
  'scope:watchNow': (id: NotebookId, isWatched: boolean) => Promise<void>
  /** Runs one cell on several Pythons, one after the other; ends the trial before. What comes of it is `trial:news`. */
  'trial:run': (id: NotebookId, request: TrialRequest) => Promise<void>
  /** Ends the notebook's trial; answers when its processes are gone. */
  'trial:cancel': (id: NotebookId) => Promise<void>
  /** What this machine has of what Gilscope needs, seen from the notebook's folder. It tries a kernel: that takes seconds. */
  'doctor:look': (id: NotebookId | null) => Promise<Facts>
  'terminal:type': (id: NotebookId, data: string) => Promise<void>
  'terminal:resize': (id: NotebookId, columns: number, rows: number) => Promise<void>
}

/** Main tells, nobody answers. */
export type Pushes = {
  'kernel:events': (id: NotebookId, batch: readonly RunEvent[]) => void
  'kernel:state': (id: NotebookId, state: KernelState) => void
  'terminal:data': (id: NotebookId, text: string) => void
  /** What a run's threads did, from its beginning: again and again while it runs, and once more when it has ended. */
  'scope:trace': (id: NotebookId, run: RunId, trace: PackedTrace, hasEnded: boolean) => void
  /** What is alive in the kernel, four times a second while it is watched, also while nothing runs. */
  'scope:now': (id: NotebookId, now: Now) => void
  'trial:news': (id: NotebookId, trial: string, news: TrialNews) => void
  'menu:command': (command: MenuCommand) => void
  /** A file to open came from outside: the command line, the system, a second start. */
  'files:asked': (path: string) => void
  /** The window should close, but there is unsaved work: the page asks, and answers with `window:close`. */
  'window:asksToClose': () => void
  'settings:changed': (settings: Settings) => void
}

/** What the menu bar can ask of the page; the page's own buttons and keys use the same names. */
export type MenuCommand =
  | 'new'
  | 'open'
  | 'save'
  | 'saveAs'
  | 'exportNotebook'
  | 'exportMarkdown'
  | 'exportPage'
  | 'exportPdf'
  | 'exportScript'
  | 'exportTraces'
  | 'exportHandout'
  | 'close'
  | 'nextTab'
  | 'previousTab'
  | 'undo'
  | 'redo'
  | 'find'
  | 'cutCells'
  | 'copyCells'
  | 'pasteCells'
  | 'mergeCells'
  | 'runAll'
  | 'runAbove'
  | 'runBelow'
  | 'runDue'
  | 'interrupt'
  | 'restart'
  | 'restartAndRunAll'
  | 'clearOutputs'
  | 'toggleTerminal'
  | 'patterns'
  | 'toggleLineNumbers'
  | 'showKeys'
  | 'checkSetup'
  | 'course'
  | 'togglePanel'
  | 'toggleBrowser'
  | 'teach'
  | 'print'
  | 'zoomIn'
  | 'zoomOut'
  | 'resetZoom'

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark'

/** What the side panel shows. */
export type PanelTab = 'now' | 'variables' | 'problems'

/** What the panel left of the notebook shows: its headings, or the folder it is in. */
export type BrowserTab = 'contents' | 'files'

/** In the system's points, from the corner of its main screen; of a maximised window where it is otherwise. */
export interface WindowPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isMaximised: boolean
}

export interface Settings {
  /** `system` follows what the system says. */
  readonly language: Language | 'system'
  readonly theme: Theme | 'system'
  readonly recent: readonly string[]
  /** The files that were open when the app was last used, in the order of their tabs, and which was in front. */
  readonly openFiles: readonly string[]
  readonly frontFile: string | null
  /** Where the window was; null before it was anywhere. */
  readonly windowPlace: WindowPlace | null
  /** Interpreter last chosen for any notebook, by path. */
  readonly interpreter: string | null
  /** The one that was chosen for a notebook, by the notebook's path; the latest choice last. */
  readonly interpreters: Readonly<Record<string, string>>
  /** Folders of environments beside notebooks that may be run. */
  readonly trusted: readonly string[]
  readonly terminalOpen: boolean
  /** Line numbers in code cells. */
  readonly lineNumbers: boolean
  /** How large the whole page is drawn; 1 as it is made. */
  readonly zoom: number
  /** A cell that fails aborts those that wait behind it. */
  readonly stopOnError: boolean
  /** Code is checked for mistakes while it is written. */
  readonly checksCode: boolean
  /** Rules of help with broken examples that are not to be heard. */
  readonly helpOff: readonly RuleName[]
  readonly panelOpen: boolean
  readonly panelTab: PanelTab
  /** CSS px. */
  readonly panelWidth: number
  /** The same of the panel left of the notebook. */
  readonly browserOpen: boolean
  readonly browserTab: BrowserTab
  readonly browserWidth: number
}

export interface Hello {
  readonly platform: 'linux' | 'darwin' | 'win32'
  readonly version: string
  readonly electron: string
  /** The system's language, as a BCP 47 tag. */
  readonly locale: string
  readonly settings: Settings
  readonly examples: readonly Example[]
  /** Files that the start was asked for. */
  readonly open: readonly string[]
  /** Something crashed since the user was last told of one. */
  readonly hasCrashed: boolean
  /** Unsaved work that an earlier session left when it ended unexpectedly. */
  readonly copies: readonly RecoveryCopy[]
}

export interface OutsideLook {
  readonly word: string | null
  readonly isElsewhere: boolean
}

/** What another program did to a notebook's file. */
export interface OutsideChange {
  readonly before: readonly Cell[]
  readonly now: readonly Cell[]
}

/** Unsaved work of an earlier session. */
export interface RecoveryCopy {
  readonly key: string
  /** Where its file is; `null` when it never had one. */
  readonly path: string | null
  readonly name: string
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number
}

/** An example notebook that the app brings. */
export interface Example {
  readonly name: string
  readonly title: { readonly en: string; readonly zh: string }
  readonly about: { readonly en: string; readonly zh: string }
}

export interface OpenedNotebook {
  readonly id: NotebookId
  /** `null` for a new notebook; the Markdown's own path for a document. */
  readonly path: string | null
  /** What the title shows: the file's name. */
  readonly name: string
  readonly notebook: Notebook
  /**
   * `document`: made from Markdown or text, so the first save asks for a name. `text`: a notebook that is a text, a MyST
   * notebook or a script with `# %%`, and is saved as one. `upgrade`: read from version 3.
   */
  readonly from: 'notebook' | 'upgrade' | 'document' | 'text' | 'example' | 'new'
  /** Whether saving can overwrite `path` (a document, an example or a read-only file cannot). */
  readonly writable: boolean
  readonly kernel: KernelState
  /** What the learner has done in it, where it is a file. */
  readonly learned?: Learned
  /** A file: unsaved work of an earlier session that belongs to it. */
  readonly copy?: RecoveryCopy
  /** Unsaved work of an earlier session: what its file holds now; `null` where there is none. */
  readonly instead?: Notebook | null
}

/** Folders first, each sort in the order of its names; what is hidden is left out. */
export interface FolderListing {
  /** Absolute. */
  readonly path: string
  readonly entries: readonly FolderEntry[]
  /** How many more there are, which are not listed. */
  readonly more: number
}

export interface FolderEntry {
  readonly name: string
  readonly path: string
  /** `other` cannot be opened here. */
  readonly kind: 'folder' | 'notebook' | 'document' | 'other'
}

/** The file is open, as this notebook. */
export interface AlreadyOpen {
  readonly already: NotebookId
}

export interface SavedNotebook {
  readonly path: string
  readonly name: string
  readonly from: 'notebook' | 'text'
  /** The file does not hold all: it is a text, and there are outputs, or pictures kept in cells. */
  readonly losesSomething: boolean
}
