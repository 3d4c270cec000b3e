// Watches the page of an app that lets nothing be loaded beside it, by Chromium's own pipe (`--remote-debugging-pipe`): messages
// of the DevTools protocol, each ended by a zero byte; the app reads them from descriptor 3 and writes to 4.
import painted from './painted.cjs'

/** What the page calls when it shows what is waited for. */
const USABLE = 'stopwatchUsable'

/**
 * Waits until a page shows what a selector names.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} selector
 */
export async function usableThroughPipe(child, selector) {
  const [, , , asks, tells] = child.stdio
  asks.on('error', () => undefined) // the app has ended: then its own pipe ends, too
  let last = 0
  const send = (method, params, sessionId) =>
    asks.write(`${JSON.stringify({ id: ++last, method, params, sessionId })}\0`)
  const source = `${painted(selector)}.then(() => ${USABLE}(''))`
  send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
  for await (const { method, params } of messages(tells)) {
    if (method === 'Runtime.bindingCalled' && params.name === USABLE) return
    if (method !== 'Target.attachedToTarget') continue
    const { sessionId, targetInfo } = params
    if (targetInfo.type === 'page') {
      // A window shows a blank page before the app's own: each is asked.
      send('Page.enable', {}, sessionId)
      send('Runtime.enable', {}, sessionId)
      send('Runtime.addBinding', { name: USABLE }, sessionId)
      send('Page.addScriptToEvaluateOnNewDocument', { source }, sessionId)
      send('Runtime.evaluate', { expression: source }, sessionId)
    }
    send('Runtime.runIfWaitingForDebugger', {}, sessionId)
  }
  throw new Error('the app ended before it was usable')
}

async function* messages(stream) {
  let rest = ''
  for await (const piece of stream.setEncoding('utf8')) {
    const [...whole] = (rest + piece).split('\0')
    rest = whole.pop()
    for (const message of whole) yield JSON.parse(message)
  }
}
