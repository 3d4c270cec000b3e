/** The strings of the tabs above the notebook, in English; part of `en.ts`. */
import type { KernelState } from '../../common/session'

/** What a tab says of its kernel; nothing of one that just waits. */
const kernel: Record<KernelState['status'], string | null> = {
  none: null,
  idle: null,
  starting: 'Python is starting',
  busy: 'running',
  interrupting: 'being interrupted',
  stopping: 'Python is ending',
  dead: 'Python has ended unexpectedly',
  failed: 'Python did not start'
}

export const tabsEn = {
  label: 'Open notebooks',
  welcome: 'Welcome page',
  add: 'New notebook in a tab',
  unsaved: 'unsaved changes',
  kernel,
  /** All that there is to know of a tab: `notes.ipynb, unsaved changes, running`. */
  about: (parts: readonly string[]) => parts.join(', '),
  closeOther: (name: string) => `Close ${name}`
}

export type TabsText = typeof tabsEn
