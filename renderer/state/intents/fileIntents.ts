/** Opening, saving and closing notebooks. */
import type { NotebookId } from '../../../common/brands'
import type { ExportForm } from '../../../common/export/exportForm'
import type { AlreadyOpen, OpenedNotebook } from '../../../common/ipc'
import type { Result } from '../../../common/result'
import { broughtToFront, leftBehind } from '../app'
import { withLatestRuns } from '../latestRuns'
import type { World } from './intents'
import type { OpenNotebook } from '../open'
import { elsewhereIs, outsideIs, savedAs, wholeNotebook, withOutside } from '../filed'
import { isUnsaved, openNotebook } from '../open'
import { added, allOpen, changed, closed, inFront, notebookOf } from '../tabs'

export type FileIntents = ReturnType<typeof fileIntents>

export function fileIntents({ store, host, report }: World) {
  const asked = new Set<string>()
  /** What is being written. */
  const saving = new Set<NotebookId>()
  /** Notebooks whose user knows that their file does not hold all. */
  const toldOfText = new Set<NotebookId>()
  let last: Promise<unknown> = Promise.resolve()

  /**
   * One after another: a window that is closed while a dialog is open closes after it. What is asked for again before it
   * was done, by a second click or a key held down, is done once; the second asker gets `null`.
   */
  async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    if (asked.has(name)) return null
    asked.add(name)
    const before = last
    const done = before.then(work).finally(() => asked.delete(name))
    last = done.catch(() => undefined)
    return done
  }

  /** Whether a notebook may go: it is saved, or the user gave it up, who sees it while being asked. */
  async function mayLeave(id: NotebookId): Promise<boolean> {
    const open = notebookOf(store.getState(), id)
    if (open === null || !isUnsaved(open)) return true
    store.setState((state) => broughtToFront(state, id))
    switch (await host.call('window:askToSave', open.name)) {
      case 'save':
        return write('files:save', id)
      case 'discard':
        return true
      case 'cancel':
        return false
    }
  }

  async function close(id: NotebookId): Promise<void> {
    store.setState((state) => ({ ...closed(state, id), ...(state.open?.id === id ? leftBehind(state) : {}) }))
    await host.call('files:close', id)
  }

  /**
   * Opens what `ask` brings in a new tab, or goes to the tab that it has. A notebook that it is to be shown instead of
   * gives it its place, and stays when that fails or is cancelled.
   */
  async function openTab(
    ask: () => Promise<Result<OpenedNotebook | AlreadyOpen> | null>,
    instead?: NotebookId
  ): Promise<void> {
    await inTurn('open', async () => {
      const answer = await ask()
      if (answer === null) return
      if (!answer.ok) {
        report(answer.problem, 'notOpened')
        return
      }
      const opened = answer.value
      if ('already' in opened) {
        store.setState((state) => broughtToFront(state, opened.already))
        return
      }
      store.setState((state) => {
        const place = instead === undefined ? -1 : state.tabs.indexOf(instead)
        const all = added(state, openNotebook(opened), place < 0 ? undefined : place)
        return { ...inFront(all, opened.id), ...leftBehind(state) }
      })
      if (instead !== undefined) await close(instead)
    })
  }

  /** Whether it was written: not when the user cancelled, and not when it failed, which the user is told. */
  async function write(channel: 'files:save' | 'files:saveAs', id: NotebookId): Promise<boolean> {
    const open = notebookOf(store.getState(), id)
    if (open === null) return false
    if (channel === 'files:save' && open.from === 'upgrade') {
      if (!isUnsaved(open) || !(await host.call('window:askToUpgrade', open.name))) return false
    }
    saving.add(id)
    const answer = await host.call(channel, id, wholeNotebook(open)).finally(() => saving.delete(id))
    if (answer === null) return false
    if (!answer.ok) {
      report(answer.problem, 'notSaved', id)
      return false
    }
    store.setState((state) => ({
      ...changed(state, id, (now) => savedAs(now, answer.value, open.edits)),
      // What went wrong before is mended.
      notices: state.notices.filter(({ notebook }) => notebook !== id)
    }))
    const { path, losesSomething } = answer.value
    if (losesSomething && !toldOfText.has(id)) {
      toldOfText.add(id)
      report({ code: 'text-holds-less', message: `${path} holds no outputs, as it is text.` }, null)
    }
    return true
  }

  /** Writes the notebook in front. */
  async function writeFront(channel: 'files:save' | 'files:saveAs'): Promise<boolean> {
    const id = store.getState().open?.id
    return id !== undefined && ((await inTurn(`${channel} ${id}`, () => write(channel, id))) ?? false)
  }

  /** Has the notebook in front written for others; a dialog that the user left gives null. */
  async function exportFront(write: (open: OpenNotebook) => Promise<Result<null> | null>): Promise<void> {
    await inTurn('export', async () => {
      const { open } = store.getState()
      const answer = open && (await write(open))
      if (answer !== null && !answer.ok) report(answer.problem, 'notExported')
    })
  }

  /** A copy is open, or gone. */
  function forget(key: string): void {
    store.setState((state) => {
      const owner = allOpen(state).find(({ copy }) => copy?.key === key)
      return {
        copies: state.copies.filter((copy) => copy.key !== key),
        ...(owner === undefined ? {} : changed(state, owner.id, (now) => ({ ...now, copy: null })))
      }
    })
  }

  async function closeNotebook(id: NotebookId): Promise<boolean> {
    const isClosed = await inTurn(`close ${id}`, async () => {
      const may = await mayLeave(id)
      if (may) await close(id)
      return may
    })
    return isClosed ?? false
  }

  return {
    newNotebook: (): Promise<void> =>
      openTab(async () => ({ ok: true, value: await host.call('files:new') })),
    /** With no path a dialog of the system asks for one. */
    openFile: (path: string | null): Promise<void> => openTab(() => host.call('files:open', path)),
    /** A notebook in the folder of the one in front, or the chapter of that name beside a chapter. */
    async openBeside(name: string): Promise<void> {
      const { open } = store.getState()
      if (open !== null) await openTab(() => host.call('files:openBeside', open.id, name))
    },
    openExample: (name: string): Promise<void> => openTab(() => host.call('files:openExample', name)),
    save: (): Promise<boolean> => writeFront('files:save'),
    saveAs: (): Promise<boolean> => writeFront('files:saveAs'),

    /** Writes the notebook in front for other programs, with what its pinned and last runs did. */
    exportAs: (form: ExportForm): Promise<void> =>
      exportFront((open) => host.call('files:export', open.id, withLatestRuns(open), form)),

    /** Writes the notebook in front for learners, without outputs and solutions, and without kept runs where wished. */
    async exportHandout(withoutRuns: boolean): Promise<void> {
      store.setState({ dialog: null })
      await exportFront((open) => host.call('files:exportHandout', open.id, wholeNotebook(open), withoutRuns))
    },

    /** Unsaved work of an earlier session comes back, as unsaved as it was; instead of its file, if that is open. */
    async openCopy(key: string): Promise<void> {
      const file = allOpen(store.getState()).find(({ copy }) => copy?.key === key)
      if (file !== undefined && !(await mayLeave(file.id))) return
      await openTab(async () => {
        const opened = await host.call('files:openCopy', key)
        if (opened.ok) forget(key)
        return opened
      }, file?.id)
    },

    async discardCopy(key: string): Promise<void> {
      forget(key)
      await host.call('files:discardCopy', key)
    },

    /** Looks whether another program has changed the files that are open. */
    async lookOutside(): Promise<void> {
      for (const { id } of allOpen(store.getState())) {
        // While it is being saved its file is in between; and it may have been closed while the one before was looked at.
        if (saving.has(id) || notebookOf(store.getState(), id) === null) continue
        const { word, isElsewhere } = await host.call('files:lookOutside', id)
        if (saving.has(id)) continue
        store.setState((state) => changed(state, id, (now) => elsewhereIs(outsideIs(now, word), isElsewhere)))
      }
    },

    /** The user knows that another Gilscope has the file open. */
    knowElsewhere(): void {
      const { open } = store.getState()
      if (open !== null) store.setState({ open: { ...open, elsewhere: 'known' } })
    },

    /** What another program did to the file comes in; where both sides changed a cell both texts stay. */
    async takeOutside(): Promise<void> {
      await inTurn('takeOutside', async () => {
        const { open } = store.getState()
        if (open === null) return
        const answer = await host.call('files:takeOutside', open.id)
        if (!answer.ok) report(answer.problem, 'notOpened')
        else store.setState((state) => changed(state, open.id, (now) => withOutside(now, answer.value)))
      })
    },

    /** The user goes on with what is here; a save then asks. */
    keepMine(): void {
      const { open } = store.getState()
      if (open === null || open.outside === null) return
      store.setState({ open: { ...open, outside: { ...open.outside, isKnown: true } } })
    },

    /** The file instead of the unsaved work that is in front: that is given up, as the user was shown. */
    async openFileInstead(): Promise<void> {
      const { open } = store.getState()
      if (open === null || open.path === null) return
      const { path, id } = open
      store.setState({ dialog: null })
      await openTab(() => host.call('files:open', path, id), id)
    },

    /** The `data:` address of a picture that Markdown names by a path beside the notebook; null where there is none. */
    async readPicture(name: string): Promise<string | null> {
      const { open } = store.getState()
      return open === null ? null : host.call('files:picture', open.id, name)
    },

    openTab,

    /** Closes that notebook, or the one in front. Whether it is closed: not when the user keeps what is unsaved. */
    async closeNotebook(id: NotebookId | undefined = store.getState().open?.id): Promise<boolean> {
      return id !== undefined && closeNotebook(id)
    },

    /** The window wants to close: it does once nothing unsaved is left or all of it was given up. */
    async closeWindow(): Promise<void> {
      await inTurn('closeWindow', async () => {
        const all = allOpen(store.getState())
        for (const { id } of all) if (!(await mayLeave(id))) return
        for (const { id } of all) await host.call('files:dropCopy', id)
        await host.call('window:close')
      })
    }
  }
}
