/** Pages for paper, as PDF, made by Chromium: of the app's window, and of exported pages. */
import { app, BrowserWindow, type WebContents } from 'electron'

/** Where Letter is the usual paper; elsewhere it is A4. */
const LETTER = /-(US|CA|MX|PH|CL|CO|VE)$/

/**
 * Without tags: Chromium numbers them otherwise each time, and the same notebook shall give the same pages but for their
 * dates.
 *
 * @param name what stands at the foot of each
 */
export function pagesOf(contents: WebContents, name: string): Promise<Uint8Array> {
  return contents.printToPDF({
    printBackground: true,
    preferCSSPageSize: true, // the margins of `print.css`, and of exported pages
    pageSize: LETTER.test(app.getLocale()) ? 'Letter' : 'A4',
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer(name)
  })
}

/** The notebook's name and the page's number. Chromium fills in what has these classes. */
function footer(name: string): string {
  const plain = name.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`)
  return (
    '<div style="width:100%;margin:0 14mm;font:8px sans-serif;color:#56625f;display:flex;justify-content:space-between">' +
    `<span>${plain}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`
  )
}

export interface PrintedFile {
  readonly pages: Uint8Array
  /** It has Chinese characters, and no font here has: boxes stand in their place. */
  readonly lacksChinese: boolean
}

/** Of a page that is exported as a file, in a window that nobody sees. */
export async function pagesOfFile(path: string, name: string): Promise<PrintedFile> {
  const window = new BrowserWindow({
    show: false,
    // Drawn nowhere: without a display there would be nowhere to draw it. Nothing of it is kept.
    webPreferences: { offscreen: true, sandbox: true, partition: 'pages' }
  })
  try {
    const contents = window.webContents
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.session.webRequest.onBeforeRequest(({ url }, answer) =>
      answer({ cancel: !/^(?:file|data):/.test(url) })
    )
    await window.loadFile(path)
    const lacksChinese = (await contents.executeJavaScript(PREPARE)) === true
    return { pages: await pagesOf(contents, name), lacksChinese }
  } finally {
    window.destroy()
  }
}

/**
 * Unfolds everything, for paper cannot be, waits for pictures, and says whether Chinese is there that no font here has:
 * then every character is drawn as the same box.
 */
const PREPARE = `(async () => {
  for (const each of document.querySelectorAll('details')) each.open = true
  await Promise.all([document.fonts.ready, ...[...document.images].map((each) => each.decode().catch(() => null))])
  if (!/\\p{Script=Han}/u.test(document.body.innerText)) return false
  const drawn = (character) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 32
    const ctx = canvas.getContext('2d')
    ctx.font = '24px ' + getComputedStyle(document.body).fontFamily
    ctx.fillText(character, 2, 26)
    return canvas.toDataURL()
  }
  return new Set(['一', '线', '程', '锁'].map(drawn)).size === 1
})()`
