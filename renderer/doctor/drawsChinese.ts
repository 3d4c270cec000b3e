/** A common Chinese character, and a place in Unicode that is set aside for private use and has no shape in any font of the page. */
const CHINESE = '汉'
const SHAPELESS = '\u{F8FE}'

/** Whether this window can draw Chinese characters: one that no font has is drawn as the same box as any other. */
export function drawsChinese(document: Document): boolean {
  const font = `24px ${getComputedStyle(document.body).fontFamily}`
  return picture(document, font, CHINESE) !== picture(document, font, SHAPELESS)
}

function picture(document: Document, font: string, text: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = 32
  canvas.height = 32
  const context = canvas.getContext('2d')
  if (context === null) return text
  context.font = font
  context.fillText(text, 2, 26)
  return canvas.toDataURL()
}
