// What Electron runs when it is started as `electron [-r module] [switches] app [arguments]`. The fallback Electron
// comes without its own; this one does that much of it, which is all that we and Playwright use.
import { app } from 'electron/main'
import { existsSync, readFileSync } from 'node:fs'
import { Module } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const modules = []
let target = null
const args = process.argv.slice(1)
while (args.length > 0 && target === null) {
  const arg = args.shift()
  if (arg === '-r' || arg === '--require') modules.push(args.shift())
  else if (!arg.startsWith('-')) target = resolve(arg)
}

if (target === null) {
  process.stderr.write('usage: electron [-r MODULE] [SWITCHES] APP\n')
  app.exit(2)
} else {
  Module._preloadModules(modules)
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  const description = join(target, 'package.json')
  if (existsSync(description)) {
    const { productName, name, version } = JSON.parse(readFileSync(description, 'utf8'))
    app.name = productName ?? name
    if (version) app.setVersion(version)
  }
  const entry = Module._resolveFilename(target, null, true)
  app.setAppPath(existsSync(description) ? target : dirname(entry))
  await import(pathToFileURL(entry).href)
}
