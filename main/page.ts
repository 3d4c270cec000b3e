/**
 * Serves the page from a protocol of our own and shuts every other door: no network, no navigation, no new windows, no
 * permissions. `file://` would give the page the whole disk, and breaks inside a package once its extra privileges are
 * taken away.
 */
import { extname } from 'node:path'
import type { Session, WebContents } from 'electron'
import { app, protocol } from 'electron'
import { pageFile } from './pageFile'

const SCHEME = 'gilscope'
const ORIGIN = `${SCHEME}://app`

/** In development the page comes from Vite's server, for hot reloading; never in a built app. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined

export const PAGE_URL = devServer ?? `${ORIGIN}/index.html`

/** Whether `url` is our own page. */
export function isOurPage(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || (devServer !== undefined && url.startsWith(devServer))
}

/**
 * For scripts of ours that run as workers, which do not have the page's policy: nothing but files of ours, and WebAssembly,
 * which is what checks and formats code. The page itself may not run any.
 */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json'
}

/** Chromium's `net::ERR_FILE_NOT_FOUND` (net_error_list.h). */
const NOT_FOUND = -6

/** Must run before the app is ready: says that the scheme is a secure, standard origin whose scripts may be cached as code. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/**
 * Must run before the app is ready. No name leads anywhere for Chromium, whatever part of it asks: it wants a dictionary for
 * spelling, from Google, before its session can be told that nobody spells here.
 */
export function stayOffline(): void {
  const besides = devServer === undefined ? '' : ', EXCLUDE localhost'
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${besides}`)
  app.commandLine.appendSwitch('no-proxy-server')
}

/**
 * Serves the built page out of `folder` to windows of `session`, once it is `ready`, and forbids that session everything else.
 * Electron's newer `protocol.handle` would do as well, but loads all of Node's `fetch` before the first byte: that takes
 * longer than all scripts of ours in this process.
 */
export function servePage(session: Session, folder: string, ready: () => Promise<unknown>): void {
  session.protocol.registerFileProtocol(SCHEME, (request, answer) => {
    const path = pageFile(folder, request.url)
    if (path === undefined) return answer({ error: NOT_FOUND })
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      ...(extname(path) === '.js' ? { 'content-security-policy': WORKER_POLICY } : {}),
      'x-content-type-options': 'nosniff'
    }
    answer({ path, headers })
  })
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setSpellCheckerEnabled(false) // its dictionaries would be fetched
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    if (!isOurs(url)) return answer({ cancel: true })
    void ready().then(
      () => answer({}),
      () => answer({ cancel: true })
    )
  })
}

function isOurs(url: string): boolean {
  const scheme = url.slice(0, url.indexOf(':'))
  return (
    ['data', 'blob', 'devtools', SCHEME].includes(scheme) ||
    url.startsWith('about:srcdoc') ||
    (devServer !== undefined && /^(https?|wss?):\/\/(localhost|127\.0\.0\.1)/.test(url))
  )
}

/** The page stays where it is. Links are opened by `window:openLink`, after a question. */
export function keepPageInPlace(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  page.on('will-navigate', (event) => event.preventDefault())
  page.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith('about:srcdoc')) event.preventDefault()
  })
  page.on('will-attach-webview', (event) => event.preventDefault())
}
