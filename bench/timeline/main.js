// A window with the page of this measurement; what the page has found out goes to the standard output.
import process from 'node:process'
import { app, BrowserWindow } from 'electron/main'

const page = process.env.TIMELINE_PAGE

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 860 })
  await window.loadFile(page)
  const rows = []
  for (const index of [0, 1]) {
    const row = await window.webContents.executeJavaScript(`measure(${index})`)
    const { memory } = app.getAppMetrics().find(({ type }) => type === 'Tab')
    rows.push({ ...row, memoryMb: memory.workingSetSize / 1024 })
    await window.loadFile(page) // the next trace starts with an empty heap
  }
  process.stdout.write(`TIMELINE ${JSON.stringify(rows)}\n`)
  app.exit(0)
})
