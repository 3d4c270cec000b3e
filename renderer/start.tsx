/** Puts the page together: host → state → view. */
import { createRoot } from 'react-dom/client'
import { mustFind } from '../common/result'
import type { Host } from './host'
import { listenToHost } from './listen'
import { App } from './shell/App'
import { AppContext, createAppStore } from './state/app'
import { createIntents } from './state/intents'
import './styles.css'

/** Runs the page on this host for as long as the page exists. */
export async function start(host: Host): Promise<void> {
  const hello = await host.call('app:hello')
  const store = createAppStore(hello)
  const intents = createIntents(store, host)
  listenToHost(host, store, intents)
  createRoot(mustFind(document.getElementById('root'), 'the root element')).render(
    <AppContext value={{ store, intents, host }}>
      <App />
    </AppContext>
  )
  if (hello.open !== null) await intents.openFile(hello.open)
}
