// Loaded into an app with `electron -r`: says on stdout when the page shows the element that STOPWATCH_SELECTOR
// names, painted. The app knows nothing of it.
/* global require, __filename */
/* eslint-disable @typescript-eslint/no-require-imports -- `electron -r` loads CommonJS */
const { app } = require('electron')
const { argv, env, stdout } = require('node:process')

argv.splice(argv.indexOf(__filename) - 1, 2) // the app must not take us for a file to open

const watch = `new Promise((done) => {
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()))
  const look = () => document.querySelector(${JSON.stringify(env.STOPWATCH_SELECTOR)}) !== null
  if (look()) return painted()
  const observer = new MutationObserver(() => {
    if (!look()) return
    observer.disconnect()
    painted()
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(watch).then(() => stdout.write('\nSTOPWATCH usable\n'))
  })
})
