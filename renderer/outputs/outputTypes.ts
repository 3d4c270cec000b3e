/** Which drawer shows which MIME type: a table, richest first. A new type is one line here and one component. */
import type { ComponentType } from 'react'
import type { Json, JsonObject, MimeBundle } from '../../common/notebook'
import { HtmlFrame } from './HtmlFrame'
import { ImageOutput } from './ImageOutput'
import { JsonOutput } from './JsonOutput'
import { LatexOutput } from './LatexOutput'
import { MarkdownOutput } from './MarkdownOutput'
import { MediaOutput } from './MediaOutput'
import { PlainOutput } from './PlainOutput'

export interface DrawerProps {
  readonly type: string
  readonly data: Json
  /** What the kernel said about this type, e.g. `{ width: 300 }` for an image. */
  readonly metadata: JsonObject
  /** The same value as text, for those who cannot see it; '' when there is none. */
  readonly alternative: string
}

interface OutputType {
  readonly type: string
  readonly Drawer: ComponentType<DrawerProps>
}

/** What Chromium plays. */
const MEDIA = ['mpeg', 'wav', 'x-wav', 'ogg', 'webm', 'mp4', 'flac', 'aac']
  .map((kind) => `audio/${kind}`)
  .concat(['mp4', 'webm', 'ogg'].map((kind) => `video/${kind}`))

const OUTPUT_TYPES: readonly OutputType[] = [
  { type: 'text/html', Drawer: HtmlFrame },
  { type: 'text/markdown', Drawer: MarkdownOutput },
  { type: 'image/svg+xml', Drawer: ImageOutput },
  { type: 'image/png', Drawer: ImageOutput },
  { type: 'image/jpeg', Drawer: ImageOutput },
  { type: 'image/gif', Drawer: ImageOutput },
  { type: 'image/webp', Drawer: ImageOutput },
  ...MEDIA.map((type) => ({ type, Drawer: MediaOutput })),
  { type: 'text/latex', Drawer: LatexOutput },
  { type: 'application/json', Drawer: JsonOutput },
  { type: 'text/plain', Drawer: PlainOutput }
]

/** What a bundle is drawn with; `unknown` names a richer type that was there and cannot be drawn. */
export type Choice =
  | { readonly Drawer: ComponentType<DrawerProps>; readonly type: string; readonly unknown: string | null }
  | { readonly Drawer: null; readonly type: null; readonly unknown: string }

export function chooseDrawer(data: MimeBundle): Choice {
  const known = OUTPUT_TYPES.find(({ type }) => Object.hasOwn(data, type) && isDrawable(type, data[type]))
  const unknown = Object.keys(data).find((type) => !OUTPUT_TYPES.some((drawn) => drawn.type === type)) ?? null
  if (known === undefined) return { Drawer: null, type: null, unknown: unknown ?? 'text/plain' }
  return { ...known, unknown: known.type === 'text/plain' ? unknown : null }
}

/** All but JSON are text or base64; a bundle from a file may hold anything. */
function isDrawable(type: string, data: Json | undefined): boolean {
  return type === 'application/json' || typeof data === 'string'
}
