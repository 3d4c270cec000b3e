/** Start here: the host that preload left for us, then the state, then the view (`start.tsx`). */
import { appHost } from './host'
import { start } from './start'

await start(appHost())
