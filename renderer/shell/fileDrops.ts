/** Files dragged into the window open in tabs. Pictures are left to the Markdown cells, which attach them. */
import type { Host } from '../host'
import type { Intents } from '../state/intents/intents'

/** Listens until the answer is called; before the editors, which would put a file's text into the code. */
export function listenToFileDrops(page: Document, host: Host, intents: Intents): () => void {
  const { dataset } = page.documentElement

  function onDragOver(event: DragEvent): void {
    if (!hasFiles(event.dataTransfer)) return
    event.preventDefault()
    dataset.fileDragged = '' // for the styles
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
  }

  function onDragLeave(event: DragEvent): void {
    if (event.relatedTarget === null) delete dataset.fileDragged // left the window
  }

  function onDrop(event: DragEvent): void {
    delete dataset.fileDragged
    if (!hasFiles(event.dataTransfer)) return
    event.preventDefault()
    event.stopPropagation()
    void open([...(event.dataTransfer?.files ?? [])].map((file) => host.pathOf(file)))
  }

  async function open(paths: readonly string[]): Promise<void> {
    for (const path of paths) if (path !== '') await intents.openFile(path)
  }

  const stops = [listen('dragover', onDragOver), listen('dragleave', onDragLeave), listen('drop', onDrop)]
  return () => stops.forEach((stop) => stop())

  function listen(name: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void): () => void {
    page.addEventListener(name, hear, { capture: true })
    return () => page.removeEventListener(name, hear, { capture: true })
  }
}

/** Whether files are dragged that are no pictures. While they are over the page only their kinds are known. */
function hasFiles(transfer: DataTransfer | null): boolean {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file')
  return items.length > 0 && !items.every(({ type }) => type.startsWith('image/'))
}
