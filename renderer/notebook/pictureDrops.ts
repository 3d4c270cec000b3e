/** Pictures that are pasted or dropped into a Markdown cell: they become its attachments, and the text shows them. */
import { EditorSelection, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { CellId } from '../../common/brands'
import { encoded } from '../../common/markdown/names'
import { toBase64 } from '../../common/trace/packed/bytes'
import type { Intents } from '../state/intents/intents'

/** Those that Markdown shows. */
const PICTURE = /^image\/(?:png|jpeg|gif|webp|svg\+xml)$/

/** Bytes of one picture: it is saved in the notebook, a third larger, and each copy of it anew. */
const LARGEST = 20_000_000

/** The pictures among what is pasted or dropped. */
export function picturesIn(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])].filter(({ type }) => PICTURE.test(type))
}

/**
 * Attaches pictures to a cell; the answer is the Markdown that shows them. One that is too large or cannot be read is told
 * and left out.
 */
export async function attached(
  pictures: readonly File[],
  cell: CellId,
  intents: Pick<Intents, 'attachPicture' | 'report'>
): Promise<string> {
  const marks: string[] = []
  for (const picture of pictures) {
    if (picture.size > LARGEST) {
      const detail = `${picture.name}, ${Math.round(picture.size / 1e6)} MB > ${LARGEST / 1e6} MB`
      intents.report({ code: 'too-large', message: 'The picture is too large to attach.', detail })
      continue
    }
    const data = await picture.arrayBuffer().catch((error: unknown) => {
      const detail = `${picture.name}: ${error instanceof Error ? error.message : String(error)}`
      intents.report({ code: 'cannot-read', message: 'The picture cannot be read.', detail })
    })
    if (data === undefined) continue
    const name = intents.attachPicture(cell, {
      ...{ name: picture.name, type: picture.type, data: padded(toBase64(new Uint8Array(data))) }
    })
    if (name !== null) marks.push(`![${name.replace(/[\\[\]]/g, '\\$&')}](attachment:${encoded(name)})`)
  }
  return marks.join('\n')
}

/** As other programs want it in notebooks. */
function padded(base64: string): string {
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')
}

/** For the editor of a Markdown cell: where the cursor is, or where they are dropped. */
export function pictureDrops(cell: CellId, intents: Intents): Extension {
  async function insert(view: EditorView, pictures: readonly File[], at: number | null): Promise<void> {
    const text = await attached(pictures, cell, intents)
    if (text === '') return
    const { from, to } =
      at === null ? view.state.selection.main : EditorSelection.cursor(Math.min(at, view.state.doc.length))
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.paste'
    })
  }
  return EditorView.domEventHandlers({
    paste(event, view) {
      const pictures = picturesIn(event.clipboardData)
      // What was copied from a text program brings its picture too: the text is what is wanted then.
      if (pictures.length === 0 || event.clipboardData?.types.includes('text/plain') === true) return false
      event.preventDefault()
      void insert(view, pictures, null)
      return true
    },
    drop(event, view) {
      const pictures = picturesIn(event.dataTransfer)
      if (pictures.length === 0) return false
      event.preventDefault()
      event.stopPropagation()
      void insert(view, pictures, view.posAtCoords({ x: event.clientX, y: event.clientY }))
      return true
    }
  })
}
