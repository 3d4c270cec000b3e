// Watches the page of an app that lets nothing be loaded beside it, by Chromium's own pipe (`--remote-debugging-pipe`): messages
// of the DevTools protocol, each ended by a zero byte; the app reads them from descriptor 3 and writes to 4.
import painted from './painted.cjs'

/** The page has been closed. */
const NO_SUCH_SESSION = -32001

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
  send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
  const questions = new Map()
  for await (const { id, method, params, result, error } of messages(tells)) {
    if (method === 'Target.attachedToTarget') {
      if (params.targetInfo.type === 'page') ask(params.sessionId)
      send('Runtime.runIfWaitingForDebugger', {}, params.sessionId)
    }
    // The page that was asked may be the blank one before the app's own, which is gone by now; then it is asked again.
    else if (questions.has(id)) {
      if (error === undefined && result.exceptionDetails === undefined) return
      if (error?.code !== NO_SUCH_SESSION) ask(questions.get(id))
    }
  }
  throw new Error('the app ended before it was usable')

  function ask(session) {
    send('Runtime.evaluate', { expression: painted(selector), awaitPromise: true }, session)
    questions.set(last, session)
  }
}

async function* messages(stream) {
  let rest = ''
  for await (const piece of stream.setEncoding('utf8')) {
    const [...whole] = (rest + piece).split('\0')
    rest = whole.pop()
    for (const message of whole) yield JSON.parse(message)
  }
}
