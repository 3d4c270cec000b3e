/** Puts the page together: host → state → view. */
import { createRoot } from 'react-dom/client'
import { mustFind } from '../common/result'
import { pageFrame } from './frame'
import type { Host } from './host'
import { listenToHost } from './listen'
import { App } from './shell/App'
import { AppContext, createAppStore } from './state/app'
import { createIntents } from './state/intents'
import { keepCopies } from './state/keepCopies'
import { watchFile } from './state/watchFile'
import './styles.css'

/** A large file may take longer than this (ms); then the window shows itself first. */
const PATIENCE = 500

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE))
}

/** Runs the page on this host for as long as the page exists. */
export async function start(host: Host): Promise<void> {
  const hello = await host.call('app:hello')
  const store = createAppStore(hello)
  const intents = createIntents(store, host, pageFrame)
  listenToHost(host, store, intents)
  keepCopies(host, store, intents)
  watchFile(document, intents)
  // Without this the welcome page would flash up before a file that was named at the start.
  if (hello.open !== null) await Promise.race([intents.openFile(hello.open), patience()])
  createRoot(mustFind(document.getElementById('root'), 'the root element')).render(
    <AppContext value={{ store, intents, host }}>
      <App />
    </AppContext>
  )
}
