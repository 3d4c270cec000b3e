// Loaded into an app with `electron -r`: says on stdout when the page shows the element that STOPWATCH_SELECTOR
// names, painted. The app knows nothing of it.
/* global require, __filename */
/* eslint-disable @typescript-eslint/no-require-imports -- `electron -r` loads CommonJS */
const { app } = require('electron')
const { argv, env, stdout } = require('node:process')
const painted = require('./painted.cjs')

argv.splice(argv.indexOf(__filename) - 1, 2) // the app must not take us for a file to open

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents
      .executeJavaScript(painted(env.STOPWATCH_SELECTOR))
      .then(() => stdout.write('\nSTOPWATCH usable\n'))
  })
})
