/** Exposes one frozen object to the page, made from the channel types: no channel takes part that is not written there. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Calls, Pushes } from '../common/ipc'

// A missing or an extra name does not compile.
const calls: Record<keyof Calls, true> = {
  'app:hello': true,
  'settings:change': true,
  'window:unsaved': true,
  'window:close': true,
  'window:askToSave': true,
  'window:askToUpgrade': true,
  'window:print': true,
  'window:copy': true,
  'window:copyPicture': true,
  'window:openLink': true,
  'window:showCrashes': true,
  'files:takeAsked': true,
  'files:new': true,
  'files:open': true,
  'files:openBeside': true,
  'files:openExample': true,
  'files:save': true,
  'files:saveAs': true,
  'files:export': true,
  'files:exportHandout': true,
  'files:lookOutside': true,
  'files:takeOutside': true,
  'files:keepCopy': true,
  'files:dropCopy': true,
  'files:openCopy': true,
  'files:discardCopy': true,
  'files:picture': true,
  'files:list': true,
  'files:close': true,
  'course:chapters': true,
  'course:open': true,
  'learning:keep': true,
  'kernel:interpreters': true,
  'kernel:start': true,
  'kernel:run': true,
  'kernel:unqueue': true,
  'kernel:interrupt': true,
  'kernel:restart': true,
  'kernel:input': true,
  'kernel:complete': true,
  'kernel:inspect': true,
  'kernel:variables': true,
  'kernel:switchInterval': true,
  'kernel:alive': true,
  'kernel:follow': true,
  'kernel:endChild': true,
  'outputs:open': true,
  'outputs:saveData': true,
  'outputs:saveAs': true,
  'kernel:drawn': true,
  'scope:watchNow': true,
  'trial:run': true,
  'trial:cancel': true,
  'doctor:look': true,
  'terminal:type': true,
  'terminal:resize': true
}
const pushes: Record<keyof Pushes, true> = {
  'kernel:events': true,
  'kernel:state': true,
  'terminal:data': true,
  'scope:trace': true,
  'scope:now': true,
  'trial:news': true,
  'menu:command': true,
  'files:asked': true,
  'window:asksToClose': true,
  'settings:changed': true
}

/** The page's first question, put before its script is there to ask: main answers while that is loaded. */
let hello: ReturnType<Calls['app:hello']> | null = ipcRenderer.invoke('app:hello')

/** What the page finds as `window.gilscope`. */
const bridge = {
  /** Asks main; rejects for a channel that is not in `Calls`, and when main has a bug. */
  call<C extends keyof Calls>(channel: C, ...args: Parameters<Calls[C]>): ReturnType<Calls[C]> {
    if (!Object.hasOwn(calls, channel)) throw new Error(`no such call: ${channel}`)
    if (channel === 'app:hello' && hello !== null) {
      const asked = hello
      hello = null
      return asked as ReturnType<Calls[C]>
    }
    return ipcRenderer.invoke(channel, ...args) as ReturnType<Calls[C]>
  },
  /** The path of a file that the user has dragged into the page. */
  pathOf(file: File): string {
    return webUtils.getPathForFile(file)
  },
  /** Listens to main; the answer stops listening. */
  on<C extends keyof Pushes>(channel: C, listener: Pushes[C]): () => void {
    if (!Object.hasOwn(pushes, channel)) throw new Error(`no such push: ${channel}`)
    const heard = (_event: unknown, ...args: unknown[]): void => {
      Reflect.apply(listener, undefined, args)
    }
    ipcRenderer.on(channel, heard)
    return () => ipcRenderer.off(channel, heard)
  }
}

contextBridge.exposeInMainWorld('gilscope', Object.freeze(bridge))
