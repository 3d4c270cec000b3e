// The least that an Electron app can be: what Gilscope's start and memory are measured against.
import { app, BrowserWindow } from 'electron/main'
import { join } from 'node:path'

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 860, show: false })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(join(import.meta.dirname, 'index.html'))
})
