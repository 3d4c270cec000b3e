/**
 * Serves the page from a protocol of our own and shuts every other door: no network, no navigation, no new windows, no
 * permissions. `file://` would give the page the whole disk, and breaks inside a package once its extra privileges are
 * taken away.
 */
import { readFile } from 'node:fs/promises'
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

/** Serves the built page out of `folder` to windows of `session`, and forbids that session everything else. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = pageFile(folder, request.url)
    if (file === undefined) return new Response('', { status: 404 })
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          ...(extname(file) === '.js' ? { 'content-security-policy': WORKER_POLICY } : {}),
          'x-content-type-options': 'nosniff'
        }
      })
    } catch {
      return new Response('', { status: 404 })
    }
  })
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setSpellCheckerEnabled(false) // its dictionaries would be fetched
  session.webRequest.onBeforeRequest((details, answer) => {
    const scheme = details.url.slice(0, details.url.indexOf(':'))
    const isLocal =
      ['data', 'blob', 'devtools', SCHEME].includes(scheme) || details.url.startsWith('about:srcdoc')
    answer({
      cancel:
        !isLocal &&
        !(devServer !== undefined && /^(https?|wss?):\/\/(localhost|127\.0\.0\.1)/.test(details.url))
    })
  })
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
