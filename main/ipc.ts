/** The only user of ipcMain: typed answers to the page's calls, and typed pushes to a window. */
import type { WebContents, WebFrameMain } from 'electron'
import { ipcMain } from 'electron'
import type { Calls, Pushes } from '../common/ipc'

/** The page's own origin; everything else that asks is a stranger. */
export type TrustedOrigin = (url: string) => boolean

/** Who asked: the page that an answer or a push belongs to. */
export interface Caller {
  readonly page: WebContents
}

function refuseStrangers(frame: WebFrameMain | null, isTrusted: TrustedOrigin): void {
  // A frame inside the page (an HTML output) has a parent, and is a stranger too.
  if (frame === null || frame.parent !== null || !isTrusted(frame.url))
    throw new Error(`refused a call from ${frame?.url ?? 'a frame that is gone'}`)
}

/** Answers `channel`; `answer` gets the caller first, then what the page passed. Throws for frames that are not the page. */
export function handle<C extends keyof Calls>(
  channel: C,
  isTrusted: TrustedOrigin,
  answer: (caller: Caller, ...args: Parameters<Calls[C]>) => ReturnType<Calls[C]>
): void {
  ipcMain.handle(channel, (event, ...args) => {
    refuseStrangers(event.senderFrame, isTrusted)
    return answer({ page: event.sender }, ...(args as Parameters<Calls[C]>))
  })
}

/** Tells the page; silently nothing when it is gone, for whoever closes a window does not wait for its kernel's words. */
export function push<C extends keyof Pushes>(
  page: WebContents,
  channel: C,
  ...args: Parameters<Pushes[C]>
): void {
  if (!page.isDestroyed()) page.send(channel, ...args)
}
