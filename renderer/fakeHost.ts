/**
 * A host without an app behind it: unit tests pass it to the page's parts, and `npm run dev:fake` shows the page on it in
 * any browser. It answers calls from a table, remembers them, and says what it is told to say.
 */
import type { NotebookId } from '../common/brands'
import type { Calls, Hello, OpenedNotebook, Pushes } from '../common/ipc'
import { FINE_MACHINE } from '../common/doctor/testing/fineMachine'
import type { Notebook } from '../common/notebook'
import { ok } from '../common/result'
import type { Host } from './host'

/** Answers for the calls that matter to a test; the others are answered as by an app where all goes well. */
export type Answers = Partial<Calls>

export const FAKE_HELLO: Hello = {
  platform: 'linux',
  version: '0.1.0',
  electron: '45.4.1',
  locale: 'en-GB',
  settings: {
    ...{ language: 'system', theme: 'system', recent: [], openFiles: [], frontFile: null, interpreter: null },
    ...{ terminalOpen: false, lineNumbers: false, zoom: 1, checksCode: true, helpOff: [], stopOnError: true },
    windowPlace: null,
    interpreters: {},
    trusted: [],
    ...{ panelOpen: false, panelTab: 'now', panelWidth: 480 },
    ...{ browserOpen: false, browserTab: 'contents', browserWidth: 260 }
  },
  examples: [],
  open: [],
  hasCrashed: false,
  copies: []
}

const EMPTY: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] }

/** What a file that was saved holds. */
const whole = { from: 'notebook', losesSomething: false } as const

/** What opening a notebook answers. */
export function fakeOpened(notebook: Notebook, change: Partial<OpenedNotebook> = {}): OpenedNotebook {
  return {
    id: 'n1' as NotebookId,
    path: '/home/me/notes.ipynb',
    name: 'notes.ipynb',
    notebook,
    from: 'notebook',
    writable: true,
    kernel: { status: 'none' },
    ...change
  }
}

export class FakeHost implements Host {
  /** Every call in order: its channel, then its arguments. */
  readonly calls: [keyof Calls, ...unknown[]][] = []
  private readonly listeners = new Map<keyof Pushes, Set<(...args: never[]) => void>>()
  private readonly answers: Calls

  constructor(answers: Answers = {}) {
    const nothing = async (): Promise<void> => undefined
    let made = 0
    const another = (change: Partial<OpenedNotebook>): OpenedNotebook => {
      made += 1
      return fakeOpened(EMPTY, { id: `made ${made}` as NotebookId, path: null, ...change })
    }
    this.answers = {
      'app:hello': async () => FAKE_HELLO,
      'settings:change': async (change) => ({ ...FAKE_HELLO.settings, ...change }),
      'window:unsaved': nothing,
      'window:close': nothing,
      'window:askToSave': async () => 'discard',
      'window:askToUpgrade': async () => true,
      'window:print': async () => ok(null),
      'window:copy': nothing,
      'window:copyPicture': nothing,
      'window:openLink': nothing,
      'window:showCrashes': nothing,
      'files:takeAsked': async () => [],
      'files:new': async () => another({ name: 'Untitled.ipynb', from: 'new' }),
      'files:open': async () => ok(fakeOpened(EMPTY)),
      'files:openBeside': async () => ok(fakeOpened(EMPTY)),
      'files:openExample': async (name) => ok(another({ name, from: 'example' })),
      'files:save': async () => ok({ path: '/home/me/notes.ipynb', name: 'notes.ipynb', ...whole }),
      'files:export': async () => ok(null),
      'files:exportHandout': async () => ok(null),
      'files:saveAs': async () => ok({ path: '/home/me/copy.ipynb', name: 'copy.ipynb', ...whole }),
      'files:lookOutside': async () => ({ word: null, isElsewhere: false }),
      'files:takeOutside': async () => ok({ before: [], now: [] }),
      'files:keepCopy': async () => ok(null),
      'files:dropCopy': nothing,
      'files:openCopy': async () => ok(fakeOpened(EMPTY)),
      'files:discardCopy': nothing,
      'files:picture': async () => null,
      'files:list': async () => ok({ path: '/home/me', entries: [], more: 0 }),
      'files:close': nothing,
      'course:chapters': async () => ok([]),
      'course:open': async () => ok(fakeOpened(EMPTY)),
      'learning:keep': nothing,
      'kernel:interpreters': async () => [],
      'kernel:start': nothing,
      'kernel:run': nothing,
      'kernel:unqueue': nothing,
      'kernel:interrupt': nothing,
      'kernel:restart': nothing,
      'kernel:input': nothing,
      'kernel:complete': async (_id, _code, cursor) => ({ matches: [], from: cursor, to: cursor }),
      'kernel:inspect': async () => ({ found: false, data: {} }),
      'kernel:variables': async () => [],
      'kernel:switchInterval': nothing,
      'kernel:alive': async () => ({ threads: [], children: [] }),
      'kernel:follow': async () => true,
      'kernel:endChild': async () => true,
      'outputs:open': async () => ok(null),
      'outputs:saveData': async () => ok(null),
      'outputs:saveAs': async () => ok(null),
      'kernel:drawn': nothing,
      'scope:watchNow': nothing,
      'trial:run': nothing,
      'trial:cancel': nothing,
      'doctor:look': async () => FINE_MACHINE,
      'terminal:type': nothing,
      'terminal:resize': nothing,
      ...answers
    }
  }

  call<C extends keyof Calls>(channel: C, ...args: Parameters<Calls[C]>): ReturnType<Calls[C]> {
    this.calls.push([channel, ...args])
    return Reflect.apply(this.answers[channel], undefined, args) as ReturnType<Calls[C]>
  }

  pathOf(): string {
    return '' // a browser does not tell
  }

  on<P extends keyof Pushes>(channel: P, listener: Pushes[P]): () => void {
    const listeners = this.listeners.get(channel) ?? new Set()
    this.listeners.set(channel, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  /** As if main had told this. */
  push<P extends keyof Pushes>(channel: P, ...args: Parameters<Pushes[P]>): void {
    for (const listener of this.listeners.get(channel) ?? []) Reflect.apply(listener, undefined, args)
  }

  /** The arguments of every call on a channel, in order. */
  callsOf<C extends keyof Calls>(channel: C): Parameters<Calls[C]>[] {
    return this.calls.filter(([name]) => name === channel).map(([, ...args]) => args as Parameters<Calls[C]>)
  }
}
