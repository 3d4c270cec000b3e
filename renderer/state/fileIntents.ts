/** Opening, saving and leaving notebooks. */
import type { OpenedNotebook } from '../../common/ipc'
import type { Result } from '../../common/result'
import type { World } from './intents'
import { isUnsaved, openNotebook, outsideIs, savedAs, wholeNotebook, withOutside } from './open'
import type { OpenNotebook } from './open'

export function fileIntents({ store, host, report }: World) {
  const asked = new Set<string>()
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

  /** Whether the open notebook may go: it is saved, or the user gave it up. */
  async function mayLeave(): Promise<boolean> {
    const { open } = store.getState()
    if (open === null || !isUnsaved(open)) return true
    switch (await host.call('window:askToSave', open.name)) {
      case 'save':
        return write('files:save')
      case 'discard':
        return true
      case 'cancel':
        return false
    }
  }

  async function leave(): Promise<void> {
    const { open } = store.getState()
    store.setState({ open: null, dialog: null, interpreters: null })
    if (open !== null) await host.call('files:close', open.id)
  }

  /** Replaces what is open by what `ask` brings; what is open stays when that fails or is cancelled. */
  async function replaceBy(
    ask: () => Promise<Result<OpenedNotebook> | null>,
    mayGo: () => Promise<boolean> = mayLeave
  ): Promise<void> {
    await inTurn('open', async () => {
      if (!(await mayGo())) return
      const answer = await ask()
      if (answer === null) return
      if (!answer.ok) {
        report(answer.problem, 'notOpened')
        return
      }
      await leave()
      store.setState({ open: openNotebook(answer.value) })
    })
  }

  /** Whether it was written: not when the user cancelled, and not when it failed, which the user is told. */
  async function write(channel: 'files:save' | 'files:saveAs'): Promise<boolean> {
    const { open } = store.getState()
    if (open === null) return false
    if (channel === 'files:save' && open.from === 'upgrade') {
      if (!isUnsaved(open) || !(await host.call('window:askToUpgrade', open.name))) return false
    }
    const answer = await host.call(channel, open.id, wholeNotebook(open))
    if (answer === null) return false
    if (!answer.ok) {
      report(answer.problem, 'notSaved')
      return false
    }
    change(open, (now) => savedAs(now, answer.value, open.edits))
    return true
  }

  /** Changes the notebook, unless another has taken its place meanwhile. */
  function change(open: OpenNotebook, next: (now: OpenNotebook) => OpenNotebook): void {
    store.setState((state) => (state.open?.id === open.id ? { open: next(state.open) } : {}))
  }

  /** A copy is open, or gone. */
  function forget(key: string): void {
    store.setState(({ copies, open }) => ({
      copies: copies.filter((copy) => copy.key !== key),
      open: open?.copy?.key === key ? { ...open, copy: null } : open
    }))
  }

  return {
    newNotebook: (): Promise<void> =>
      replaceBy(async () => ({ ok: true, value: await host.call('files:new') })),
    /** With no path a dialog of the system asks for one. */
    openFile: (path: string | null): Promise<void> => replaceBy(() => host.call('files:open', path)),
    openExample: (name: string): Promise<void> => replaceBy(() => host.call('files:openExample', name)),
    save: async (): Promise<boolean> => (await inTurn('save', () => write('files:save'))) ?? false,
    saveAs: async (): Promise<boolean> => (await inTurn('saveAs', () => write('files:saveAs'))) ?? false,

    /** Unsaved work of an earlier session comes back, as unsaved as it was. */
    openCopy: (key: string): Promise<void> =>
      replaceBy(async () => {
        const opened = await host.call('files:openCopy', key)
        if (opened.ok) forget(key)
        return opened
      }),

    async discardCopy(key: string): Promise<void> {
      forget(key)
      await host.call('files:discardCopy', key)
    },

    /** Looks whether another program has changed the file. */
    async lookOutside(): Promise<void> {
      const { open } = store.getState()
      // While it is being saved its file is in between.
      if (open === null || asked.has('save') || asked.has('saveAs')) return
      const word = await host.call('files:lookOutside', open.id)
      if (!asked.has('save') && !asked.has('saveAs')) change(open, (now) => outsideIs(now, word))
    },

    /** What another program did to the file comes in; where both sides changed a cell both texts stay. */
    async takeOutside(): Promise<void> {
      await inTurn('takeOutside', async () => {
        const { open } = store.getState()
        if (open === null) return
        const answer = await host.call('files:takeOutside', open.id)
        if (answer.ok) change(open, (now) => withOutside(now, answer.value))
        else report(answer.problem, 'notOpened')
      })
    },

    /** The user goes on with what is here; a save then asks. */
    keepMine(): void {
      const { open } = store.getState()
      if (open === null || open.outside === null) return
      store.setState({ open: { ...open, outside: { ...open.outside, isKnown: true } } })
    },

    /** The file instead of the unsaved work that is open: that is given up, as the user was shown. */
    async openFileInstead(): Promise<void> {
      const { open } = store.getState()
      if (open === null || open.path === null) return
      const { path } = open
      store.setState({ dialog: null })
      await replaceBy(
        () => host.call('files:open', path),
        () => Promise.resolve(true)
      )
    },

    /** The `data:` address of a picture that Markdown names by a path beside the notebook; null where there is none. */
    async readPicture(name: string): Promise<string | null> {
      const { open } = store.getState()
      return open === null ? null : host.call('files:picture', open.id, name)
    },

    /** Back to the welcome page. */
    async closeNotebook(): Promise<void> {
      await inTurn('close', async () => {
        if (await mayLeave()) await leave()
      })
    },

    /** The window wants to close: it does once nothing unsaved is left or all of it was given up. */
    async closeWindow(): Promise<void> {
      await inTurn('closeWindow', async () => {
        if (!(await mayLeave())) return
        const { open } = store.getState()
        if (open !== null) await host.call('files:dropCopy', open.id)
        await host.call('window:close')
      })
    }
  }
}
