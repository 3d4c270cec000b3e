/** Puts the page together: host → state → view. */
import { createRoot } from 'react-dom/client'
import type { Hello } from '../common/ipc'
import { mustFind } from '../common/result'
import { pageFrame } from './frame'
import type { Host } from './host'
import { loadInQuiet } from './late/late'
import { allParts } from './late/parts'
import { seenAtOnce } from './late/seenAtOnce'
import { listenToHost } from './listen'
import { App } from './shell/App'
import { AppContext, createAppStore, type AppStore } from './state/app'
import { createIntents, type Intents } from './state/intents/intents'
import { keepCopies } from './state/intents/keepCopies'
import { keepFindings } from './state/intents/keepFindings'
import { watchCode } from './state/intents/watchCode'
import { watchFile } from './state/intents/watchFile'
import { watchLearning } from './state/intents/watchLearning'
import './styles.css'

/** A large file may take longer than this (ms); then the window shows itself first. */
const PATIENCE = 500

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE))
}

function hasFront(store: AppStore): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ open }) => {
      if (open === null) return
      stop()
      resolve()
    })
  })
}

/**
 * What was open at the end, and the files that were named at the start, of which the last one is in front; one that is
 * both keeps its place. Where a crash left unsaved work the welcome page stays in front, for it offers that. Resolves when
 * there is something to see: the others come behind it.
 */
async function openAtStart(
  { open, copies, settings }: Hello,
  store: AppStore,
  intents: Intents
): Promise<void> {
  const front = open.at(-1) ?? (copies.length === 0 ? settings.frontFile : null)
  const opened = intents.openAgain([...new Set([...settings.openFiles, ...open])], front)
  // Until all of them are back they must not be forgotten.
  void opened.then(intents.rememberTabs)
  await Promise.race([opened, hasFront(store)])
}

/** Runs the page on this host for as long as the page exists. */
export async function start(host: Host): Promise<void> {
  const hello = await host.call('app:hello')
  const store = createAppStore(hello)
  const intents = createIntents(store, host, pageFrame)
  listenToHost(host, store, intents)
  keepCopies(host, store, intents)
  keepFindings(store)
  watchFile(document, intents)
  watchLearning(host, store)
  watchCode(store, intents)
  if (hello.hasCrashed) intents.report({ code: 'has-crashed', message: '' })
  // Without this the welcome page would flash up before a file that was named at the start.
  const opened = openAtStart(hello, store, intents).then(() =>
    Promise.all(seenAtOnce(store.getState()).map((part) => part.load()))
  )
  await Promise.race([opened, patience()])
  createRoot(mustFind(document.getElementById('root'), 'the root element')).render(
    <AppContext value={{ store, intents, host }}>
      <App />
    </AppContext>
  )
  await loadInQuiet(allParts)
}
