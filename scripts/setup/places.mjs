// Where things are: the checkout, and the one cache folder outside it that all checkouts of a user share.
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The checkout's root folder, absolute. */
export const root = resolve(import.meta.dirname, '../..')

/** A path inside the checkout. */
export const inRoot = (...parts) => join(root, ...parts)

/** What is fetched once per user and not per checkout: the fallback Electron, interpreters for tests. */
export const cache = join(cacheHome(), 'gilscope')

/**
 * The folder the user typed the command in. `npm run` and `npm start` change to the checkout first and leave the
 * user's own folder in INIT_CWD; file names on the command line are meant relative to that one.
 */
export const callerFolder = process.env.npm_lifecycle_event
  ? (process.env.INIT_CWD ?? process.cwd())
  : process.cwd()

function cacheHome() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache')
}
