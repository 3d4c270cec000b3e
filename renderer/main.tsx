/** Start here: the host that preload left for us, then the state, then the view (`start.tsx`). */
import { appHost } from './host'
import { start } from './start'

// Not awaited: late parts import this script, and would wait for one that waits for them.
void start(appHost())
