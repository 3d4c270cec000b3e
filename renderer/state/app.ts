/** The page's whole state, its store, and how components read it. */
import { createContext, useContext } from 'react'
import type { CellId, NotebookId } from '../../common/brands'
import type { Hello, RecoveryCopy, Settings } from '../../common/ipc'
import type { Problem, Result } from '../../common/result'
import type { Chapter } from '../../common/teaching/chapter'
import { mustFind } from '../../common/result'
import type { Pattern } from '../../common/trace/verdict/facts'
import type { Interpreter } from '../../common/session'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host } from '../host'
import type { Finding } from './find'
import type { Intents } from './intents/intents'
import type { WrittenCell } from './notebook'
import type { OpenNotebook } from './open'
import { inFront, noTabs, type Tabs } from './tabs'

/** Something went wrong and the user should know; shown beside the work, never in its way. */
export interface Notice {
  readonly id: number
  /** What was being done, by the name of its sentence in the strings; `null` when the problem says it all. */
  readonly doing: 'notOpened' | 'notSaved' | 'notExported' | 'notKept' | null
  readonly problem: Problem
  /** The one that was not saved. */
  readonly notebook?: NotebookId
}

/** A question or page in front of the notebook. */
export type Dialog =
  | { readonly kind: 'restart'; readonly runAll: boolean }
  | { readonly kind: 'shortcuts' }
  /** The page of a pattern; its cell goes below this one, or below the selected one. */
  | { readonly kind: 'pattern'; readonly pattern: Pattern; readonly cell: CellId | null }
  /** Unsaved work of an earlier session beside what its file holds. */
  | { readonly kind: 'recovery' }
  /** A cell's tags and metadata. */
  | { readonly kind: 'metadata'; readonly cell: CellId }
  /** Which Pythons are to run a cell. */
  | { readonly kind: 'trial'; readonly cell: CellId }
  /** What this machine has of what Gilscope needs. */
  | { readonly kind: 'doctor' }
  | { readonly kind: 'course' }
  /** What a handout is to be without. */
  | { readonly kind: 'handout' }
  /** Whether a chapter, whose copy is there, is to begin anew. */
  | { readonly kind: 'afresh'; readonly chapter: Chapter }
  | null

export interface AppState extends Tabs {
  readonly hello: Hello
  readonly settings: Settings
  /** The Pythons of this machine, once they were looked for. */
  readonly interpreters: readonly Interpreter[] | null
  readonly notices: readonly Notice[]
  /** Unsaved work of an earlier session that waits to be opened or discarded. */
  readonly copies: readonly RecoveryCopy[]
  readonly dialog: Dialog
  /** The course, as far as it was read. */
  readonly course: Result<readonly Chapter[]> | null
  /** What an editor is to show now; a new object each time it is asked for. */
  readonly reveal: Reveal | null
  /** Pages are being made of the notebook in front: all of it is drawn, on white. */
  readonly isPrinting: boolean
  /** Teach mode, and a cell of the section that is shown; `null` outside of it. */
  readonly teaching: CellId | null
  /** The side panel is to take the focus now; a new object each time. */
  readonly panelFocus: object | null
  /** The same of the panel left of the notebook. */
  readonly browserFocus: object | null
  /** Cells that were cut or copied: they outlive the notebook, so that they can be pasted into another. */
  readonly clipboard: readonly WrittenCell[]
  /** What is looked for in the notebook; `null` while nothing is. */
  readonly finding: Finding | null
}

/** A line, counted from 1, or a stretch of the text, in UTF-16 units. */
export type Reveal = { readonly cell: CellId } & (
  | { readonly line: number }
  | { readonly from: number; readonly to: number }
  /** The cell itself. */
  | { readonly whole: true }
  /** A heading or place of its Markdown, by the name that links use. */
  | { readonly anchor: string }
)

export type AppStore = StoreApi<AppState>

export function createAppStore(hello: Hello): AppStore {
  return createStore<AppState>(() => ({
    hello,
    settings: hello.settings,
    ...noTabs,
    interpreters: null,
    notices: [],
    copies: hello.copies,
    dialog: null,
    course: null,
    reveal: null,
    clipboard: [],
    finding: null,
    panelFocus: null,
    browserFocus: null,
    teaching: null,
    isPrinting: false
  }))
}

/** Another notebook comes to the front, or the welcome page: what was shown in front of the one before goes with it. */
export function broughtToFront(state: AppState, id: NotebookId | null): Partial<AppState> {
  const next = inFront(state, id)
  return next === state ? {} : { ...next, ...leftBehind(state) }
}

/** What belongs to the notebook in front and does not stay when another takes its place. */
export function leftBehind({ finding }: AppState): Partial<AppState> {
  const query = finding === null ? null : { ...finding.query, within: null }
  return {
    ...{
      dialog: null,
      reveal: null,
      panelFocus: null,
      browserFocus: null,
      interpreters: null,
      teaching: null
    },
    finding: query === null ? null : { query, at: -1 }
  }
}

/** What components get from above: the state to read, and what can be done. */
export interface App {
  readonly store: AppStore
  readonly intents: Intents
  /** For streams that bypass the state, such as the terminal's bytes. */
  readonly host: Host
}

export const AppContext = createContext<App | null>(null)

export function useWorld(): App {
  return mustFind(useContext(AppContext), 'the app')
}

export function useApp<T>(choose: (state: AppState) => T): T {
  return useStore(useWorld().store, choose)
}

export function useIntents(): Intents {
  return useWorld().intents
}

/** A part of the open notebook; only for components inside it. */
export function useOpen<T>(choose: (open: OpenNotebook) => T): T {
  return useApp((state) => choose(mustFind(state.open, 'an open notebook')))
}

export function useCell(id: CellId): WrittenCell {
  return useOpen((open) => mustFind(open.notebook.cells.get(id), `cell ${id}`))
}
